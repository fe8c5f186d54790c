package io.threadleak.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Headers that every response has, errors included. */
final class Hardening {

  private static final HttpField POLICY =
      new PreEncodedHttpField(
          "Content-Security-Policy",
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

  private static final List<HttpField> FIELDS =
      List.of(
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"),
          POLICY,
          new PreEncodedHttpField("X-Frame-Options", "deny"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));

  private Hardening() {}

  static void apply(HttpFields.Mutable headers) {
    FIELDS.forEach(headers::put);
  }

  /** Puts another policy in place of ours, but not of one that the operator has set. */
  static void relax(HttpFields.Mutable headers, String policy) {
    if (POLICY.getValue().equals(headers.get(POLICY.getName()))) {
      headers.put(POLICY.getName(), policy);
    }
  }
}
