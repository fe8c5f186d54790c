/** What a Prometheus has scraped from threadleak, read back as recorded rounds. */
@NullMarked
package io.threadleak.agent.prometheus;

import org.jspecify.annotations.NullMarked;
