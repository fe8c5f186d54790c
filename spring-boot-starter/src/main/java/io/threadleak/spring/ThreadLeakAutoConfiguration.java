package io.threadleak.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.micrometer.ObservationScopes;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the watch over this JVM's threads, of its throughput and of its endpoint;
 * all of it for Spring Boot 3.5 and 4 alike.
 */
@AutoConfiguration
@ConditionalOnClass({MeterRegistry.class, ObservationHandler.class, WebEndpoint.class})
@ConditionalOnProperty(prefix = "threadleak", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ThreadLeakProperties.class)
public final class ThreadLeakAutoConfiguration {

  private static final String REQUESTS_NAME = "management.observations.http.server.requests.name";
  private static final String REQUESTS = "http.server.requests";
  private static final String ACTUATOR_PATH = "management.endpoints.web.base-path";
  private static final String ACTUATOR = "/actuator";

  private static final List<String> SERVLET_CLASSES =
      List.of(
          "jakarta.servlet.http.HttpServletRequest",
          "org.springframework.http.server.observation.ServerRequestObservationContext");

  /** Begins with the application even where beans are made late. */
  @Bean
  static LazyInitializationExcludeFilter threadLeakIsNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(ThreadLeakWatch.class);
  }

  @Bean
  ServedRequests threadLeakServedRequests(Environment environment) {
    return new ServedRequests(
        environment.getProperty(REQUESTS_NAME, REQUESTS),
        environment.getProperty(ACTUATOR_PATH, ACTUATOR));
  }

  /** Threads are counted under the request, task or message that they were started for. */
  @Bean
  @ConditionalOnMissingBean
  ObservationScopes threadLeakObservationScopes() {
    ClassLoader loader = ThreadLeakAutoConfiguration.class.getClassLoader();
    if (!SERVLET_CLASSES.stream().allMatch(name -> ClassUtils.isPresent(name, loader))) {
      return new ObservationScopes();
    }
    return AgentCalls.agentIsLoaded()
        ? new ObservationScopes(RequestNames::isNoRequest, ObservationScopes::nameOf)
        : new ObservationScopes(context -> true, RequestNames::of);
  }

  @Bean
  @ConditionalOnMissingBean
  ThreadLeakWatch threadLeakWatch(
      ThreadLeakProperties knobs,
      ServedRequests requests,
      ObjectProvider<ThreadLeakMonitor> applications,
      ObjectProvider<MeterRegistry> registries) {
    return new ThreadLeakWatch(
        () -> new SourceSearch(knobs, requests, applications.getIfUnique(), followed(registries)));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnAvailableEndpoint
  ThreadLeakEndpoint threadLeakEndpoint(ThreadLeakWatch watch) {
    return new ThreadLeakEndpoint(watch);
  }

  /** The registry that stands for all of them where there is one, so that no row is there twice. */
  private static List<MeterRegistry> followed(ObjectProvider<MeterRegistry> registries) {
    MeterRegistry primary = registries.getIfUnique();
    return primary == null ? registries.orderedStream().toList() : List.of(primary);
  }
}
