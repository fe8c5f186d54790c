/** A service that knows nothing of us: requests, threads, output of its own. */
@NullMarked
package com.acme.shop;

import org.jspecify.annotations.NullMarked;
