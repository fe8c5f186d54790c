/** A web application that brings the library along. */
@NullMarked
package com.acme.shop.web;

import org.jspecify.annotations.NullMarked;
