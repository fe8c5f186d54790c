package io.threadleak.http;

import io.threadleak.exposition.EvidenceDoor;
import io.threadleak.exposition.HistoryExposition;
import io.threadleak.exposition.MetricsExposition;
import io.threadleak.exposition.ProfileExposition;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.exposition.ProofExposition;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.exposition.StackExposition;
import io.threadleak.exposition.ThreadProfiles;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/**
 * A web server that serves a monitor's latest report, as {@code docs/http-api.md} lists it.
 *
 * <pre>{@code
 * ThreadLeakServer server = ThreadLeakServer.builder()
 *     .reports(monitor::report)
 *     .metrics(metricsExposition)
 *     .report(new JsonReports())
 *     .start();
 * server.close();
 * }</pre>
 *
 * <p>It runs on three to six daemon threads of its own, which no report counts, and up to eight
 * more while profiles are taken. But for those it walks no threads: a scrape costs what rendering
 * costs. It logs through the host's SLF4J. Thread-safe.
 */
public final class ThreadLeakServer implements AutoCloseable {

  private final String host;
  private final int port;
  private final JettyServer server;
  private final EndpointHandler handler;
  private final boolean speaksTls;

  private ThreadLeakServer(
      String host, JettyServer server, EndpointHandler handler, boolean speaksTls) {
    this.host = host;
    this.port = server.port();
    this.server = server;
    this.handler = handler;
    this.speaksTls = speaksTls;
  }

  /** Begins a configuration; nothing runs before {@link Builder#start()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** The host name or address it was told to bind to. */
  public String host() {
    return host;
  }

  /** The port it is bound to, 1 to 65535; the one that was given away where 0 was asked for. */
  public int port() {
    return port;
  }

  /** Whether it speaks HTTPS, and plain HTTP not at all. */
  public boolean speaksTls() {
    return speaksTls;
  }

  /** Requests that could not be answered because the report or its rendering failed. */
  public long failures() {
    return handler.failures();
  }

  /**
   * Closes the port, the connections and the threads, within seconds, whatever is under way. Later
   * calls do nothing. Never throws.
   */
  @Override
  public void close() {
    handler.close();
    server.stop();
  }

  /** Configures a server. Not thread-safe. */
  public static final class Builder {

    /** Loopback: nothing beyond this machine sees the server unless told to. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    public static final int DEFAULT_PORT = 9847;

    private static final int MAX_PORT = 65_535;

    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private @Nullable Supplier<LeakReport> reports;
    private @Nullable MetricsExposition metrics;
    private @Nullable ReportExposition report;
    private @Nullable ProfileExposition profiles;
    private int idleMillis = JettyServer.IDLE_MILLIS;
    private @Nullable ProofDoor proofDoor;
    private @Nullable ProofExposition proofExposition;
    private @Nullable EvidenceDoor evidenceDoor;
    private Endpoints.@Nullable Past past;
    private StackHandler.@Nullable Looks looks;
    private @Nullable FrontPage page;

    private final DoorPlan doors = new DoorPlan();

    private Builder() {}

    /**
     * The host name or address to bind to, {@value #DEFAULT_HOST} by default; {@code 0.0.0.0} for
     * every interface. Beyond loopback it takes a {@link #webConfig} that keeps strangers out, or
     * {@link #openToNetwork}.
     *
     * @throws IllegalArgumentException if blank
     */
    public Builder host(String host) {
      if (host.isBlank()) {
        throw new IllegalArgumentException(
            "host is blank: name an address to bind to, such as " + DEFAULT_HOST);
      }
      this.host = host;
      return this;
    }

    /**
     * The port to bind to, {@value #DEFAULT_PORT} by default; 0 for any that is free.
     *
     * @throws IllegalArgumentException if below 0 or above 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException(
            "port is " + port + ": use 1 to " + MAX_PORT + ", or 0 for any that is free");
      }
      this.port = port;
      return this;
    }

    /** Where the latest report comes from, {@code monitor::report}; asked once a request. */
    public Builder reports(Supplier<LeakReport> reports) {
      this.reports = reports;
      return this;
    }

    /** What renders {@code /metrics}. */
    public Builder metrics(MetricsExposition metrics) {
      this.metrics = metrics;
      return this;
    }

    /** What renders {@code /api/v1/}. */
    public Builder report(ReportExposition report) {
      this.report = report;
      return this;
    }

    /** What takes the profiles under {@code /debug/pprof/}; by default none are served. */
    public Builder profiles(ProfileExposition profiles) {
      this.profiles = profiles;
      return this;
    }

    /** What knows the past of sites, {@code monitor.histories()}, and what renders it. */
    public Builder history(SiteHistories histories, HistoryExposition exposition) {
      this.past = new Endpoints.Past(histories, exposition);
      return this;
    }

    /**
     * What looks at threads for who asks where those of one site stand, {@code monitor::profile},
     * and what renders it; it counts as a profile. By default nobody can ask.
     */
    public Builder stacks(ThreadProfiles threads, StackExposition exposition) {
      this.looks = new StackHandler.Looks(threads, exposition);
      return this;
    }

    /**
     * The page at {@code /}, by default one that says little: {@code page(ReportPage.live(),
     * ReportPage.contentSecurityPolicy())}.
     *
     * @param html in UTF-8, with a {@code noscript} whose content is replaced by words and links
     * @param contentSecurityPolicy sent with it, unless the {@link #webConfig} has one of its own
     * @throws IllegalArgumentException if it has no {@code noscript}
     */
    public Builder page(byte[] html, String contentSecurityPolicy) {
      this.page = new FrontPage(html, contentSecurityPolicy);
      return this;
    }

    /** How slow a client may be, and how often it may ask. */
    Builder limits(SlowClients.Limits slow, RequestLimits requests) {
      doors.slow = slow;
      doors.limits = requests;
      return this;
    }

    /** After how much silence a connection is closed. */
    Builder idleMillis(int idleMillis) {
      this.idleMillis = idleMillis;
      return this;
    }

    /**
     * What proofs are asked of, and what renders how far they are; by default none can be asked
     * for.
     */
    public Builder proofs(ProofDoor door, ProofExposition exposition) {
      this.proofDoor = door;
      this.proofExposition = exposition;
      return this;
    }

    /**
     * A web config file in Prometheus' format, for the whole server: TLS, client certificates,
     * users, headers. It is read anew when it changes, within a second or two; what was read before
     * stays in force while it is refused.
     */
    public Builder webConfig(Path file) {
      doors.all = file;
      return this;
    }

    /**
     * A web config file whose {@code basic_auth_users}, and nothing else, are asked for at every
     * path but those of metrics and health, instead of the users of {@link #webConfig}.
     */
    public Builder detailsWebConfig(Path file) {
      doors.details = file;
      return this;
    }

    /**
     * Whether strangers may come in from beyond this machine, false by default: a host that is not
     * loopback is refused unless {@link #webConfig} has users or verifies client certificates.
     */
    public Builder openToNetwork(boolean open) {
      doors.openToNetwork = open;
      return this;
    }

    /**
     * What takes sentences for the operator, such as that a web config file is refused; by default
     * the log.
     */
    public Builder warnings(Consumer<String> warnings) {
      doors.warnings = warnings;
      return this;
    }

    /** What bundles of evidence are asked of; by default none can be asked for. */
    public Builder evidence(EvidenceDoor door) {
      this.evidenceDoor = door;
      return this;
    }

    private Handler withDoors(EndpointHandler handler) {
      Handler proofs =
          proofDoor == null || proofExposition == null
              ? handler
              : new ProofHandler(handler, proofDoor, proofExposition);
      return evidenceDoor == null ? proofs : new EvidenceHandler(proofs, evidenceDoor);
    }

    /**
     * Binds and serves.
     *
     * @throws OpenDoorException if the host is beyond loopback and nothing keeps strangers out
     * @throws IOException if the address cannot be bound or a web config file is refused; the
     *     message names the knob, its value and the cure. Nothing is left running then.
     * @throws NullPointerException if reports, metrics or report were not set; the message names it
     */
    public ThreadLeakServer start() throws IOException {
      Doors plan = doors.open(host);
      Supplier<LeakReport> latest = Objects.requireNonNull(reports, "reports is not set");
      EndpointHandler handler =
          new EndpointHandler(
              new Endpoints(
                  latest,
                  Objects.requireNonNull(metrics, "metrics is not set"),
                  Objects.requireNonNull(report, "report is not set"),
                  past,
                  page,
                  profiles != null),
              latest,
              profiles,
              looks);
      Handler guarded =
          new DoorHandler(withDoors(handler), plan, new Logins(System::nanoTime), doors.limits);
      JettyServer server = new JettyServer(host, port, idleMillis, plan, doors.slow, guarded);
      try {
        server.start();
      } catch (Exception e) {
        throw new IOException(BindFailure.describe(host, port, e), e);
      }
      return new ThreadLeakServer(host, server, handler, plan.hasTls());
    }
  }
}
