package io.threadleak.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.threadleak.agent.AgentAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another JVM on this machine, attached to. */
final class TargetJvm implements AutoCloseable {

  private static final int POLLS = 100;
  private static final int POLL_MILLIS = 100;

  private final long pid;
  private final VirtualMachine machine;

  private TargetJvm(long pid, VirtualMachine machine) {
    this.pid = pid;
    this.machine = machine;
  }

  /**
   * Attaches to a JVM.
   *
   * @throws CommandException if it cannot be attached to; the message says why and what cures it
   */
  static TargetJvm attach(long pid) throws CommandException {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new CommandException("there is no process " + pid + ": jps lists the JVMs");
    }
    if (pid == ProcessHandle.current().pid()) {
      throw new CommandException("process " + pid + " is this command itself");
    }
    try {
      return new TargetJvm(pid, VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException | IOException | SecurityException e) {
      throw new CommandException(
          "cannot attach to process %d (%s): it must be a JVM without"
                  .formatted(pid, e.getMessage())
              + " -XX:+DisableAttachMechanism, and this command must run as its user and in its"
              + " container",
          e);
    } catch (NoClassDefFoundError e) {
      throw new CommandException(
          "this Java runtime has no module jdk.attach: run the command with a JDK's java", e);
    }
  }

  /** Where the agent in that JVM serves, null if none does. */
  @Nullable String agentUrl() throws CommandException {
    try {
      return machine.getSystemProperties().getProperty(AgentAddress.PROPERTY);
    } catch (IOException e) {
      throw new CommandException("process %d does not answer (%s)".formatted(pid, e), e);
    }
  }

  /** Loads the agent's jar with the given options. */
  void load(Path jar, String options) throws CommandException {
    try {
      machine.loadAgent(jar.toString(), options);
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw new CommandException(
          ("process %d does not take the agent (%s): it must be able to read %s, and must not be"
                  + " started with -XX:-EnableDynamicAgentLoading")
              .formatted(pid, e.getMessage(), jar),
          e);
    }
  }

  /** Where an agent that was just loaded serves; waits until it does. */
  String awaitAgentUrl() throws CommandException {
    for (int poll = 0; poll < POLLS; poll++) {
      String url = agentUrl();
      if (url != null) {
        return url;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new CommandException(
        "process %d took the agent, but it does not serve: its stderr says why".formatted(pid));
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException gone) {
      // The connection is of no use any more, whichever end closed it.
    }
  }
}
