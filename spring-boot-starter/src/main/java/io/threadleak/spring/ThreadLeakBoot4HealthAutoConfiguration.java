package io.threadleak.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health contributor {@code threadleak} in Spring Boot 4. */
@AutoConfiguration(after = ThreadLeakAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(ThreadLeakWatch.class)
@ConditionalOnEnabledHealthIndicator("threadleak")
public final class ThreadLeakBoot4HealthAutoConfiguration {

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
