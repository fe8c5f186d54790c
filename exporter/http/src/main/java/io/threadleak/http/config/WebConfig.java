package io.threadleak.http.config;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A web config file, read anew when it or a file it names changes. Who asks for the rules may find
 * out; that is looked at once a second at most, and by one thread.
 *
 * <p>A file that is refused leaves the rules that are in force, and is told of once. Thread-safe.
 */
public final class WebConfig {

  private static final long LOOK_NANOS = 1_000_000_000L;

  private final Path file;
  private final Check check;
  private final Consumer<String> warnings;
  private final LongSupplier nanoClock;

  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicLong lookedNanos;
  private volatile WebRules rules;

  // Guarded by looking.
  private ReadFiles files;

  private WebConfig(Path file, Check check, Consumer<String> warnings, LongSupplier nanoClock)
      throws WebConfigException {
    this.file = file.toAbsolutePath();
    this.check = check;
    this.warnings = warnings;
    this.nanoClock = nanoClock;
    this.lookedNanos = new AtomicLong(nanoClock.getAsLong());
    this.files = newFiles();
    this.rules = read(files);
  }

  /**
   * Reads a file.
   *
   * @param check what else the rules must be like, now and after each change
   * @param warnings takes a sentence for each refused change
   * @throws WebConfigException if it is refused; the message names file, key, value and cure
   */
  public static WebConfig read(Path file, Check check, Consumer<String> warnings)
      throws WebConfigException {
    return read(file, check, warnings, System::nanoTime);
  }

  static WebConfig read(Path file, Check check, Consumer<String> warnings, LongSupplier nanoClock)
      throws WebConfigException {
    return new WebConfig(file, check, warnings, nanoClock);
  }

  /** The rules in force. Never throws. */
  public WebRules rules() {
    long now = nanoClock.getAsLong();
    long looked = lookedNanos.get();
    if (now - looked >= LOOK_NANOS && looking.tryLock()) {
      try {
        if (lookedNanos.compareAndSet(looked, now)) {
          look();
        }
      } finally {
        looking.unlock();
      }
    }
    return rules;
  }

  private void look() {
    if (!files.changed()) {
      return;
    }
    ReadFiles fresh = newFiles();
    try {
      WebRules next = read(fresh);
      if ((next.tls() == null) != (rules.tls() == null)) {
        throw new WebConfigException(
                "tls_server_config was %s, which needs a restart"
                    .formatted(next.tls() == null ? "taken away" : "added"))
            .in(file);
      }
      rules = next;
    } catch (WebConfigException e) {
      warnings.accept(e.getMessage() + "; what was read before stays in force");
    } catch (RuntimeException | Error e) {
      warnings.accept(file + ": " + e + "; what was read before stays in force");
    }
    files = fresh;
  }

  private ReadFiles newFiles() {
    Path directory = file.getParent();
    return new ReadFiles(directory == null ? file : directory);
  }

  private WebRules read(ReadFiles into) throws WebConfigException {
    String text = into.read("the file", file.toString());
    try {
      WebRules read = ConfigText.read(text, into);
      check.accept(read);
      return read;
    } catch (WebConfigException e) {
      throw e.in(file);
    }
  }

  /** What rules must be like beyond the format. */
  @FunctionalInterface
  public interface Check {

    /** Throws for rules that cannot be in force. */
    void accept(WebRules rules) throws WebConfigException;

    /** Refuses rules with a sentence that says what cures it. */
    static WebConfigException refusal(String sentence) {
      return new WebConfigException(sentence);
    }
  }
}
