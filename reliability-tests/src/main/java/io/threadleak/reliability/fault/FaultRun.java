package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.HostJvm;
import io.threadleak.reliability.host.Load;
import io.threadleak.reliability.host.Place;
import io.threadleak.reliability.host.ShopOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has a fault happen to a host under load, and tells how both fared. */
public final class FaultRun {

  private static final int ORDERS_PER_SECOND = 200;

  /** Orders after the fault: life goes on. */
  private static final int ORDERS_AFTER = 400;

  /** No kind of trouble needs more, whatever goes wrong. */
  private static final int MOST_WARNINGS = 8;

  private final Place place;

  /** Runs in a built source tree. */
  public FaultRun(Place place) {
    this.place = place;
  }

  /** Runs it, from the host's start to its end. */
  public FaultOutcome run(Fault fault) throws Exception {
    HostCommand command = new HostCommand(place);
    try {
      fault.setup().prepare(command, place);
      try (HostJvm host = command.start()) {
        return play(fault, host, command.isLibrary());
      }
    } catch (IOException | IllegalStateException e) {
      return new FaultOutcome(fault, "", true, 0, 0, false, 0, List.of("no host: " + e));
    } catch (NotHereException e) {
      return new FaultOutcome(
          fault, "not here: " + e.getMessage(), false, 0, 0, true, 0, List.of());
    } finally {
      command.close();
    }
  }

  private FaultOutcome play(Fault fault, HostJvm host, boolean library) throws Exception {
    List<String> troubles = new ArrayList<>();
    Load load = Load.start(host, ORDERS_PER_SECOND);
    String seen = "";
    try {
      seen = fault.scene().play(new Stage(host, load, place));
      if (host.isAlive()) {
        load.awaitMore(ORDERS_AFTER);
      }
    } catch (Exception | LinkageError notAsItShouldBe) {
      troubles.add(notAsItShouldBe.toString());
    }
    if (host.isAlive()) {
      load.stop();
      end(host, library, troubles);
    }
    if (load.lost() > 0) {
      troubles.add(load.lost() + " orders lost, the first by " + load.firstLoss());
    }
    List<String> different = ShopOutput.differences(host, load.tried() - load.lost());
    troubles.addAll(different);
    if (host.warnings().size() > MOST_WARNINGS) {
      troubles.add(host.warnings().size() + " warnings");
    }
    return new FaultOutcome(
        fault,
        seen,
        true,
        load.tried(),
        load.lost(),
        different.isEmpty(),
        host.warnings().size(),
        troubles);
  }

  private static void end(HostJvm host, boolean library, List<String> troubles) {
    try {
      if (library) {
        host.ask("close");
        host.awaitNoThreadsOfOurs();
      }
      int status = host.end();
      if (status != 0) {
        troubles.add("the host ended with " + status);
      }
    } catch (Exception notAsItShouldBe) {
      troubles.add("at the end: " + notAsItShouldBe);
    }
  }
}
