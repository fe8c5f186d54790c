package io.threadleak.model;

import java.util.List;

/**
 * All that is served, as far as it is known.
 *
 * @param endpoints most live threads first, {@code other} last if there is any; at most 101
 * @param folded endpoints in {@code other}
 */
public record EndpointsReport(List<EndpointReport> endpoints, int folded) {

  /** Nothing is known to be served. */
  public static final EndpointsReport NONE = new EndpointsReport(List.of(), 0);

  /** Copies the list. */
  public EndpointsReport {
    endpoints = List.copyOf(endpoints);
  }
}
