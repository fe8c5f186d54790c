package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, for who may mount one. */
final class Disk {

  private static final String FILLER = "filler";
  private static final int STEP_BYTES = 4_096;

  private Disk() {}

  /** Mounts one of so many kilobytes, until the host has ended. */
  static Path mount(HostCommand command, String kilobytes) throws Exception {
    Path place = Files.createDirectory(command.folder().resolve("disk"));
    command("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", place.toString());
    command.afterwards(() -> unmount(place));
    return place;
  }

  /** Lets nobody write to a disk any more. */
  static void protect(Path disk) throws Exception {
    command("mount", "-o", "remount,ro", disk.toString());
  }

  /** Fills a disk to the last block. */
  static void fill(Path disk) throws IOException {
    byte[] block = new byte[STEP_BYTES];
    try (var out = Files.newOutputStream(disk.resolve(FILLER))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (disk.toFile().getUsableSpace() >= STEP_BYTES) {
        throw full;
      }
    }
  }

  /** Makes room again. */
  static void empty(Path disk) throws IOException {
    Files.delete(disk.resolve(FILLER));
  }

  private static void unmount(Path place) throws IOException {
    try {
      command("umount", place.toString());
    } catch (NotHereException | InterruptedException e) {
      throw new IOException(place + " stays mounted", e);
    }
  }

  /** Runs a command to its end. */
  static void command(String... words) throws NotHereException, InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new NotHereException(words[0] + " says " + said.strip());
      }
    } catch (IOException e) {
      throw new NotHereException(e.toString());
    }
  }
}
