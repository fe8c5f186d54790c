package io.threadleak.spring;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health contributor {@code threadleak} in Spring Boot 3. */
@AutoConfiguration(after = ThreadLeakAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(ThreadLeakWatch.class)
@ConditionalOnEnabledHealthIndicator("threadleak")
public final class ThreadLeakHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "threadleakHealthIndicator")
  HealthIndicator threadleakHealthIndicator(ThreadLeakWatch watch) {
    return () -> {
      var report = watch.report();
      return Health.status(LeakHealth.status(report))
          .withDetails(LeakHealth.details(report))
          .build();
    };
  }
}
