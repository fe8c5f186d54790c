package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.Place;

/**
 * One thing that goes wrong around us in a host under load.
 *
 * @param name for {@code --only}
 * @param words what goes wrong
 * @param setup how the host is started for it
 * @param scene what happens once the host is under load
 */
public record Fault(String name, String words, Setup setup, Scene scene) {

  /** Prepares a host. */
  @FunctionalInterface
  interface Setup {

    /**
     * Adds to a command what the fault needs.
     *
     * @throws NotHereException if it cannot be had here
     */
    void prepare(HostCommand command, Place place) throws Exception;
  }

  /** Plays what goes wrong. */
  @FunctionalInterface
  interface Scene {

    /**
     * Has it go wrong, and waits until it shows.
     *
     * @return what was seen, in words
     * @throws IllegalStateException if we did not do as we should
     */
    String play(Stage stage) throws Exception;
  }
}
