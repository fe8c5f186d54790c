/** Rules, dashboards and their docs, held to the metrics that the catalogue has. */
@NullMarked
package io.threadleak.endtoend.contract;

import org.jspecify.annotations.NullMarked;
