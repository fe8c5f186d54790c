package io.threadleak.reliability;

import io.threadleak.reliability.fault.Fault;
import io.threadleak.reliability.fault.FaultOutcome;
import io.threadleak.reliability.fault.FaultRun;
import io.threadleak.reliability.fault.Faults;
import io.threadleak.reliability.growth.GrowthOutcome;
import io.threadleak.reliability.growth.LoadedHour;
import io.threadleak.reliability.growth.SimulatedDay;
import io.threadleak.reliability.host.Place;
import io.threadleak.reliability.input.InputOutcome;
import io.threadleak.reliability.input.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command: the tables on standard output, progress on standard error. */
public final class Main {

  private final Options options;
  private final Place place;
  private final Page page;
  private boolean failed;

  private Main(Options options, Path root) {
    this.options = options;
    this.place = Place.ofThisJvm(root);
    this.page = new Page(root);
  }

  /** Runs what is asked for; exits with 1 if any of it failed. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException usage) {
      System.err.println("reliability: " + usage.getMessage() + "; see --help");
      System.exit(2);
      return;
    }
    Main main = new Main(options, Path.of("").toAbsolutePath());
    main.run();
    System.exit(main.failed ? 1 : 0);
  }

  private void run() throws Exception {
    List<Fault> faults =
        Faults.all().stream()
            .filter(fault -> options.wants(Options.FAULTS) || options.only().contains(fault.name()))
            .toList();
    if (!faults.isEmpty()) {
      tell(Options.FAULTS, "Faults", faults(faults));
    }
    if (options.wants(Options.INPUTS)) {
      tell(Options.INPUTS, "Bad inputs", inputs());
    }
    if (options.wants(Options.DAY)) {
      tell(Options.DAY, "Simulated time", growth(day()));
    }
    if (!options.soak().isZero()) {
      tell(Options.SOAK, "Real load", growth(hour()));
    } else if (options.wants(Options.SOAK)) {
      System.out.println("## Real load, as docs/reliability.md has it; --soak 60m runs it\n");
      System.out.println(page.table(nameOf(Options.SOAK)));
    }
  }

  private String faults(List<Fault> faults) throws Exception {
    FaultRun run = new FaultRun(place);
    List<FaultOutcome> outcomes = new ArrayList<>();
    for (Fault fault : faults) {
      progress("fault %d of %d: %s".formatted(outcomes.size() + 1, faults.size(), fault.words()));
      FaultOutcome outcome = run.run(fault);
      outcomes.add(outcome);
      failed |= outcome.failed();
    }
    return FaultTable.of(outcomes);
  }

  private String inputs() throws Exception {
    progress("%,d bad inputs".formatted(options.inputs()));
    List<InputOutcome> outcomes =
        new Inputs(place, Main::progress).run(options.seed(), options.inputs());
    failed |= outcomes.stream().anyMatch(outcome -> outcome.unhandled() > 0);
    return InputTable.of(outcomes, options.seed());
  }

  private GrowthOutcome day() throws Exception {
    progress(options.simulated().toHours() + " h of simulated time");
    return new SimulatedDay(options.simulated(), options.seed(), Main::progress).run();
  }

  private GrowthOutcome hour() throws Exception {
    progress(options.soak().toMinutes() + " min of load");
    return new LoadedHour(place, options.soak(), Main::progress).run();
  }

  private String growth(GrowthOutcome outcome) {
    failed |= !outcome.troubles().isEmpty();
    return outcome.markdown();
  }

  private void tell(String name, String title, String table) throws IOException {
    String told = Machine.describe() + "\n\n" + table;
    System.out.println("## " + title + "\n\n" + told);
    if (options.write()) {
      page.write(nameOf(name), told);
    }
  }

  private static String nameOf(String part) {
    return part + "-" + Machine.javaRelease();
  }

  private static void progress(String words) {
    System.err.println("reliability: " + words);
  }
}
