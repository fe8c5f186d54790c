/** The code that thousands of creation sites are copied from. */
@NullMarked
package com.acme.shop.site;

import org.jspecify.annotations.NullMarked;
