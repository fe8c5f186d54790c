package io.threadleak.reliability.input;

import java.util.List;

/** Requests that our server answers, and words that mean something in them. */
final class WireExamples {

  private static final String HOST = "Host: 127.0.0.1:9847\r\n";

  static final List<String> GOOD =
      List.of(
          get("/-/healthy", ""),
          get("/-/healthy", "Accept-Encoding: gzip\r\n"),
          get("/-/ready", ""),
          get("/", "Accept: text/html\r\nAccept-Language: de\r\n"),
          get("/metrics?name[]=threadleak_threads", "Accept: text/plain;version=0.0.4\r\n"),
          get("/metrics", "Accept: application/openmetrics-text; version=1.0.0; q=0.5\r\n"),
          get("/metrics?name%5B%5D=threadleak_sites&name[]=x", "Accept-Encoding: gzip;q=0.7\r\n"),
          get("/api/v1/sites/1a2b3c4d", ""),
          get("/api/v1/sites/other", ""),
          get("/api/v1/sites/1a2b3c4d/stacks", ""),
          get("/api/v1/history", ""),
          get("/api/v1/history?site=1a2b3c4d", "Accept-Encoding: gzip\r\n"),
          get("/api/v1/report", "Accept: application/json\r\n"),
          get("/debug/pprof/", ""),
          get("/debug/pprof/threadcreate?debug=1", ""),
          get("/debug/pprof/thread?debug=2", ""),
          get("/debug/pprof/threadleak", ""),
          get("/debug/pprof/nosuch?debug=0&gc=1", ""),
          get("/api/v1/proof?engine=collector", ""),
          "HEAD /metrics HTTP/1.1\r\n" + HOST + "\r\n",
          "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
          "DELETE /api/v1/proof HTTP/1.1\r\n" + HOST + "\r\n",
          "GET /-/healthy HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
          "POST /api/v1/proof?engine=dump HTTP/1.1\r\n"
              + HOST
              + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
          "POST /metrics HTTP/1.1\r\n"
              + HOST
              + "Transfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n0\r\n\r\n",
          "GET /-/healthy HTTP/1.1\r\n"
              + HOST
              + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nExpect: 100-continue\r\n\r\n");

  static final List<String> WORDS =
      List.of(
          "\r\n",
          "\n",
          "\r\n\r\n",
          "\0",
          " ",
          "\t",
          "%",
          "%00",
          "%2e%2e/",
          "../",
          "//",
          ";",
          "?",
          "#",
          "&",
          "=",
          "name[]=",
          "debug=",
          "debug=9999999999999",
          "seconds=-1",
          "seconds=x",
          "engine=",
          "engine=auto",
          "site=",
          "HTTP/1.1",
          "HTTP/2.0",
          "HTTP/0.9",
          "PRI * HTTP/2.0",
          "GET",
          "TRACE",
          "CONNECT",
          "http://evil.example/",
          "*",
          "<script>",
          "Content-Length: 5\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Connection: close\r\n",
          "Host: \r\n",
          "Host: a b\r\n",
          "Host: [::1\r\n",
          "Accept: ;;;q=\r\n",
          "Accept: */*;q=NaN\r\n",
          "Accept-Encoding: *;q=0\r\n",
          "Range: bytes=0-0\r\n",
          "Expect: 100-continue\r\n",
          "Expect: x\r\n",
          "Cookie: a\r\n",
          "\uD83E\uDDF5",
          "\u00FF",
          "Authorization: Basic Og==\r\n",
          "Authorization: Basic %%%\r\n",
          "FFFFFFFF\r\n");

  private WireExamples() {}

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\n" + HOST + headers + "\r\n";
  }
}
