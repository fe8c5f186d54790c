/** Profiles of threads as Go's tools read them: gzipped protobuf, and Go's forms of text. */
@NullMarked
package io.threadleak.pprof;

import org.jspecify.annotations.NullMarked;
