package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.model.ProofEngine;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

final class ThreadLeakAutoConfigurationTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String EXPOSED = "management.endpoints.web.exposure.include=threadleak";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ThreadLeakAutoConfiguration.class, ThreadLeakHealthAutoConfiguration.class))
          .withPropertyValues(EXPOSED, "threadleak.interval=1s");

  @Test
  void context_byDefault_watchesAndShows() {
    runner
        .withUserConfiguration(OneRegistry.class)
        .run(
            context -> {
              assertThat(context)
                  .hasSingleBean(ThreadLeakWatch.class)
                  .hasSingleBean(ThreadLeakEndpoint.class)
                  .hasBean("threadleakHealthIndicator");
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              Awaitility.await()
                  .atMost(DEADLINE)
                  .until(() -> registry.find("threadleak.threads").gauges().size() > 3);
              assertThat(context.getBean(HealthIndicator.class).health().getDetails())
                  .containsKey("live");
            });
  }

  @Test
  void threads_afterTheContext_areGone() {
    runner
        .withUserConfiguration(OneRegistry.class)
        .run(
            context ->
                Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> context.getBean(ThreadLeakWatch.class).report().isPresent()));
    Awaitility.await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("threadleak-")));
  }

  @Test
  void context_disabled_hasNothing() {
    runner
        .withPropertyValues("threadleak.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ThreadLeakWatch.class)
                    .doesNotHaveBean(ThreadLeakEndpoint.class)
                    .doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void endpoint_notExposed_isNotThere() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ThreadLeakAutoConfiguration.class))
        .run(context -> assertThat(context).doesNotHaveBean(ThreadLeakEndpoint.class));
  }

  @Test
  void health_disabled_isNotThere() {
    runner
        .withPropertyValues("management.health.threadleak.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    runner
        .withPropertyValues("management.health.defaults.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void watch_lazyInitialization_beginsAllTheSame() {
    runner
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .run(
            context ->
                Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> context.getBean(ThreadLeakWatch.class).report().isPresent()));
  }

  @Test
  void monitor_ofTheApplication_isShownAndNotClosed() {
    ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .note("the application's")
            .start();
    try (monitor) {
      runner
          .withBean(ThreadLeakMonitor.class, () -> monitor, bean -> bean.setDestroyMethodName(""))
          .run(
              context -> {
                ThreadLeakWatch watch = context.getBean(ThreadLeakWatch.class);
                Awaitility.await()
                    .atMost(DEADLINE)
                    .untilAsserted(
                        () ->
                            assertThat(watch.report())
                                .hasValueSatisfying(
                                    report ->
                                        assertThat(report.self().notes())
                                            .contains("the application's")));
              });
      long before = monitor.report().self().rounds();
      Awaitility.await().atMost(DEADLINE).until(() -> monitor.report().self().rounds() > before);
    }
  }

  @Test
  void meters_oneRegistryForAll_reachTheRest() {
    runner
        .withUserConfiguration(TwoRegistries.class)
        .run(
            context -> {
              SimpleMeterRegistry one = context.getBean("one", SimpleMeterRegistry.class);
              Awaitility.await()
                  .atMost(DEADLINE)
                  .until(() -> !one.find("threadleak.threads").gauges().isEmpty());
            });
  }

  @Test
  void knobs_asTheAgentSpellsThem_areTaken() {
    runner
        .withPropertyValues(
            "threadleak.interval=5m",
            "threadleak.application-packages=com.acme;org.acme",
            "threadleak.pinned-events=off",
            "threadleak.proof-every=off",
            "threadleak.proof-engine=collector",
            "threadleak.proof-max-heap=512MB",
            "threadleak.throughput=auto")
        .run(
            context -> {
              ThreadLeakProperties knobs = context.getBean(ThreadLeakProperties.class);
              assertThat(knobs.interval()).isEqualTo(Duration.ofMinutes(5));
              assertThat(knobs.applicationPackages()).isEqualTo(List.of("com.acme;org.acme"));
              assertThat(knobs.pinnedEvents()).isFalse();
              assertThat(knobs.proofEngine()).isEqualTo(ProofEngine.COLLECTOR);
              assertThat(knobs.proofMaxHeap().toMegabytes()).isEqualTo(512);
              ThreadLeakWatch watch = context.getBean(ThreadLeakWatch.class);
              Awaitility.await().atMost(DEADLINE).until(() -> watch.report().isPresent());
            });
  }

  @Test
  void knobs_outOfRange_leaveTheApplicationRunning() {
    runner
        .withPropertyValues("threadleak.interval=1ms")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(ThreadLeakWatch.class).report()).isEmpty();
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OneRegistry {

    @Bean
    SimpleMeterRegistry registry() {
      return new SimpleMeterRegistry();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoRegistries {

    @Bean
    SimpleMeterRegistry one() {
      return new SimpleMeterRegistry();
    }

    @Bean
    @Primary
    CompositeMeterRegistry all(SimpleMeterRegistry one) {
      return new CompositeMeterRegistry().add(one);
    }
  }
}
