package io.threadleak.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What Go's own profile of leaks finds of each program, as measured with Go 1.27.3. */
final class GoHitRates {

  private static final Map<String, String> RATES = read();

  private GoHitRates() {}

  /** Per cent of each site of the original, {@code 100/15}; empty where it has none. */
  static String of(String program) {
    return RATES.getOrDefault(program, "");
  }

  private static Map<String, String> read() {
    InputStream resource = GoHitRates.class.getResourceAsStream("go-hit-rates.tsv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
