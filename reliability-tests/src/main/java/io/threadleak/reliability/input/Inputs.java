package io.threadleak.reliability.input;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.http.ThreadLeakServer;
import io.threadleak.json.JsonProofs;
import io.threadleak.json.JsonReports;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofStatus;
import io.threadleak.pprof.PprofProfiles;
import io.threadleak.prometheus.PrometheusExposition;
import io.threadleak.reliability.host.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All kinds of bad inputs, in the shares that the table shows. */
public final class Inputs {

  private static final double OF_REQUESTS = 0.2;
  private static final double OF_OPTIONS = 0.3;
  private static final double OF_WEB_CONFIGS = 0.3;
  private static final double OF_RECORDINGS = 0.1;
  private static final double OF_REPORTS = 0.1;

  private final Place place;
  private final Consumer<String> progress;

  /** Inputs for the classes of this JVM and the jar of the agent. */
  public Inputs(Place place, Consumer<String> progress) {
    this.place = place;
    this.progress = progress;
  }

  /** So many of a seed in all; what came of them, by kind. */
  public List<InputOutcome> run(long seed, long inputs) throws Exception {
    List<InputOutcome> outcomes = new ArrayList<>();
    try (ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().start()) {
      outcomes.add(told(requests(monitor, seed, Math.round(inputs * OF_REQUESTS))));
      outcomes.add(parse(new OptionParser(place.agent()), seed, inputs * OF_OPTIONS));
      outcomes.add(parse(new WebConfigParser(), seed, inputs * OF_WEB_CONFIGS));
      outcomes.add(parse(new RecordingParser(), seed, inputs * OF_RECORDINGS));
      outcomes.add(parse(new ReportParser(monitor), seed, inputs * OF_REPORTS));
    }
    return outcomes;
  }

  private InputOutcome parse(Parser parser, long seed, double inputs) throws Exception {
    try (parser) {
      return told(ParserRun.run(parser, seed, Math.round(inputs)));
    }
  }

  private InputOutcome told(InputOutcome outcome) {
    progress.accept(outcome.inputs() + " " + outcome.kind() + ": " + outcome.answersInWords());
    return outcome;
  }

  private static InputOutcome requests(ThreadLeakMonitor monitor, long seed, long inputs)
      throws Exception {
    try (ThreadLeakServer server =
        ThreadLeakServer.builder()
            .port(0)
            .reports(monitor::report)
            .metrics(new PrometheusExposition())
            .report(new JsonReports())
            .profiles(
                new PprofProfiles(
                    monitor::report,
                    monitor::profile,
                    atMost -> {
                      throw new ProofException(Reason.REFUSED, "not here");
                    }))
            .proofs(new ClosedDoor(monitor.proofDoor()), new JsonProofs())
            .start()) {
      InputOutcome outcome = new WireInputs(server, seed).run(inputs);
      if (server.failures() > 0) {
        List<String> examples = new ArrayList<>(outcome.examples());
        examples.add(0, server.failures() + " failures by the server's own count");
        return new InputOutcome(
            outcome.kind(), inputs, outcome.answers(), outcome.unhandled() + 1, examples);
      }
      return outcome;
    }
  }

  /** Tells how far proofs are, and begins none: each would make the JVM stand still. */
  private record ClosedDoor(ProofDoor door) implements ProofDoor {

    @Override
    public ProofStatus begin(@Nullable ProofEngine engine) {
      return door.status(engine);
    }

    @Override
    public ProofStatus status(@Nullable ProofEngine engine) {
      return door.status(engine);
    }

    @Override
    public ProofStatus cancel(@Nullable ProofEngine engine) {
      return door.cancel(engine);
    }
  }
}
