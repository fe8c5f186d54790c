/**
 * threadleak in a Spring Boot application, 3.5 or 4: found by auto-configuration, shown by the
 * actuator.
 */
@NullMarked
package io.threadleak.spring;

import org.jspecify.annotations.NullMarked;
