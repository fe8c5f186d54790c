/** Tests that leak and tests that do not, to be run under the extension by those of this module. */
package io.threadleak.junit.suite;
