/** What a {@link ClassLoader} of its own brings in and takes away. */
@NullMarked
package com.acme.shop.plugin;

import org.jspecify.annotations.NullMarked;
