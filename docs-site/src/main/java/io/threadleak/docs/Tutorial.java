package io.threadleak.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tutorial as a program: runs the commands of a Markdown file one after the other in one shell
 * and holds what they print against what the file shows.
 *
 * <p>Commands stand in {@code console} blocks behind {@code $}, go on behind {@code >}, and are
 * followed by what they print. A comment in front of a block says more of it: {@code <!-- build
 * -->} for one that need not run where everything is built, {@code <!-- needs go -->} for one that
 * is left out where that program is missing, {@code <!-- file NAME -->} for one that shows a part
 * of a file beside the Markdown. What is the same and what may differ is in {@link Shown}.
 *
 * <p>One file and the JDK alone, so that {@code java Tutorial.java} runs it in a fresh clone.
 */
public final class Tutorial {

  private static final String USAGE =
      """
      Usage: tutorial [--built] [--everything] [FILE.md]
        --built       do not build: agent and JUnit extension are there
        --everything  fail where a program that a part needs is missing, instead of leaving it out
      """;

  private static final int USAGE_ERROR = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(40);
  private static final List<String> PORTS = List.of("8080", "9847", "9090");

  private final boolean built;
  private final boolean everything;
  private final PrintStream progress;

  Tutorial(boolean built, boolean everything, PrintStream progress) {
    this.built = built;
    this.everything = everything;
    this.progress = progress;
  }

  /** Runs the tutorial; exits with 1 if it shows anything else than what happens. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean built = rest.remove("--built");
    boolean everything = rest.remove("--everything");
    Path file = Path.of(rest.isEmpty() ? "docs/tutorial.md" : rest.remove(0));
    if (!rest.isEmpty() || !Files.isRegularFile(file)) {
      System.err.printf("tutorial: no such file or option: %s %s%n%s", file, rest, USAGE);
      System.exit(USAGE_ERROR);
    }
    if (!new Tutorial(built, everything, System.out).run(file)) {
      System.exit(1);
    }
  }

  /**
   * Runs a file's commands in a directory that is removed afterwards.
   *
   * @return whether everything was as shown
   */
  boolean run(Path file) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Path scratch = Files.createTempDirectory("threadleak-tutorial-");
    int commands = 0;
    try (Shell shell = new Shell(scratch)) {
      Map<String, String> ports = freePorts();
      for (Block block : Block.read(Files.readString(file))) {
        Optional<String> wrong = block.wrongExcerpt(file.resolveSibling("tutorial"));
        if (wrong.isPresent()) {
          progress.println("tutorial: " + wrong.get());
          return false;
        }
        if (!isWanted(block)) {
          continue;
        }
        for (Command command : block.commands()) {
          commands++;
          if (!runs(shell, command.withPorts(ports))) {
            return false;
          }
        }
      }
    } finally {
      remove(scratch);
    }
    progress.printf("tutorial: %d commands in %s, all as shown%n", commands, since(begin));
    return true;
  }

  private boolean isWanted(Block block) {
    if (built && block.note().equals("build")) {
      progress.println("tutorial: not built again");
      return false;
    }
    if (!block.note().startsWith("needs ")) {
      return true;
    }
    String program = block.note().substring("needs ".length());
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    if (!there && !everything) {
      progress.printf("tutorial: %s is not on the PATH; its part is left out%n", program);
    }
    return there || everything;
  }

  private boolean runs(Shell shell, Command command) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    progress.println("$ " + command.text().replace("\n", "\n> "));
    Optional<Answer> answer = shell.run(command.text(), PATIENCE);
    if (answer.isEmpty()) {
      progress.printf("tutorial: FAILED: no end of it within %s%n", PATIENCE);
      return false;
    }
    String printed = answer.get().printed();
    if (answer.get().status() != 0) {
      progress.printf("%stutorial: FAILED with exit %d%n", printed, answer.get().status());
      return false;
    }
    if (!new Shown(command.shown()).fits(printed)) {
      progress.printf("--- shown%n%s--- printed%n%s", command.shown(), printed);
      progress.println("tutorial: FAILED: it printed something else than what is shown");
      return false;
    }
    progress.printf("%s  [%s]%n", printed, since(begin));
    return true;
  }

  private static String since(long begin) {
    long tenths = (System.nanoTime() - begin) / 100_000_000;
    return tenths < 600
        ? "%d.%d s".formatted(tenths / 10, tenths % 10)
        : "%d min %d s".formatted(tenths / 600, tenths % 600 / 10);
  }

  /** For each port of the text itself, or a free one where it is taken. */
  private static Map<String, String> freePorts() throws IOException {
    Map<String, String> ports = new HashMap<>();
    for (String port : PORTS) {
      try (ServerSocket free =
          new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
        ports.put(port, String.valueOf(free.getLocalPort()));
      } catch (IOException taken) {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          ports.put(port, String.valueOf(other.getLocalPort()));
        }
      }
    }
    return ports;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** A command with what it is shown to print. */
  record Command(String text, String shown) {

    Command withPorts(Map<String, String> ports) {
      Pattern port = Pattern.compile("\\b(" + String.join("|", ports.keySet()) + ")\\b");
      String changed = port.matcher(text).replaceAll(found -> ports.get(found.group(1)));
      return new Command(changed, shown);
    }
  }

  /** A block of the Markdown: the comment in front of it, its language and its lines. */
  record Block(String note, String language, String text) {

    private static final Pattern BLOCK =
        Pattern.compile("(?ms)^(?:<!-- ([^\\n]*) -->\\n)?```(\\w+)\\n(.*?)^```$");

    static List<Block> read(String markdown) {
      return BLOCK
          .matcher(markdown)
          .results()
          .map(b -> new Block(b.group(1) == null ? "" : b.group(1), b.group(2), b.group(3)))
          .toList();
    }

    /** What is wrong with a block that shows a part of a file. */
    Optional<String> wrongExcerpt(Path directory) throws IOException {
      if (!note.startsWith("file ")) {
        return Optional.empty();
      }
      Path file = directory.resolve(note.substring("file ".length()));
      return Files.readString(file).contains(text)
          ? Optional.empty()
          : Optional.of("FAILED: " + file + " has no such part:\n" + text);
    }

    List<Command> commands() {
      List<Command> commands = new ArrayList<>();
      if (language.equals("console")) {
        for (String part : text.substring(text.startsWith("$ ") ? 2 : 0).split("(?m)^\\$ ", -1)) {
          List<String> lines = part.lines().toList();
          int more = 1;
          while (more < lines.size() && lines.get(more).startsWith("> ")) {
            more++;
          }
          commands.add(
              new Command(
                  lines.stream()
                      .limit(more)
                      .map(line -> line.startsWith("> ") ? line.substring(2) : line)
                      .collect(Collectors.joining("\n")),
                  lines.stream()
                      .skip(more)
                      .map(line -> line + "\n")
                      .collect(Collectors.joining())));
        }
      }
      return commands;
    }
  }

  /**
   * What a command is shown to print. Space of any kind is as good as any other; a number stands
   * for any number, and its unit of time or size for any; eight hexadecimal digits for any eight;
   * {@code ...} by itself for anything or nothing. A number right behind a letter and a colon is
   * the line of a source, and has to be the same.
   */
  record Shown(String text) {

    private static final Pattern VARIABLE =
        Pattern.compile("(?<=[A-Za-z]:)\\d+|(?<![\\w.])[0-9a-f]{8}(?!\\w)|\\d[\\d.,]*");

    private static final Pattern UNIT = Pattern.compile("(?:ms|s|min|h|d|B|KB|kB|MB|GB)([,;.)]?)");

    boolean fits(String printed) {
      String spaced = words(printed).stream().map(word -> word + " ").collect(Collectors.joining());
      return Pattern.compile(pattern(), Pattern.DOTALL).matcher(spaced).matches();
    }

    private String pattern() {
      StringBuilder pattern = new StringBuilder();
      String before = "";
      for (String word : words(text)) {
        Matcher unit = UNIT.matcher(word);
        if (word.equals("...")) {
          pattern.append("(?:.* )?");
        } else if (unit.matches() && before.matches("[\\d.,]+")) {
          pattern.append(UNIT.pattern().replace("([,;.)]?)", "")).append("\\Q");
          pattern.append(unit.group(1)).append("\\E ");
        } else {
          pattern.append(pattern(word)).append(' ');
        }
        before = word;
      }
      return pattern.toString().replace("\\Q\\E", "");
    }

    private static String pattern(String word) {
      StringBuilder pattern = new StringBuilder();
      Matcher variable = VARIABLE.matcher(word);
      int from = 0;
      while (variable.find()) {
        pattern.append(Pattern.quote(word.substring(from, variable.start())));
        String found = variable.group();
        boolean line =
            variable.start() > 1 && word.substring(0, variable.start()).matches(".*[A-Za-z]:");
        if (line) {
          pattern.append(found);
        } else {
          pattern.append(found.matches("[0-9a-f]{8}") ? "[0-9a-f]{8}" : "\\d[\\d.,]*");
        }
        from = variable.end();
      }
      return pattern.append(Pattern.quote(word.substring(from))).toString().replace("\\Q\\E", "");
    }

    private static List<String> words(String text) {
      return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
    }
  }

  /** What a command has printed, on either stream, and its exit status. */
  record Answer(String printed, int status) {}

  /** One bash for all commands, which ends with all that they have left running. */
  static final class Shell implements AutoCloseable {

    private static final String END = "--- end of a command ---";

    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[\\d;]*m");

    private final Process bash;
    private final Path file;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Shell(Path scratch) throws IOException {
      file = scratch.resolve("command");
      ProcessBuilder builder =
          new ProcessBuilder("bash", "--noprofile", "--norc").redirectErrorStream(true);
      builder.environment().put("TMPDIR", scratch.toString());
      builder.environment().put("PPROF_TMPDIR", scratch.toString());
      bash = builder.start();
      Thread reader = new Thread(this::read, "tutorial-reader");
      reader.setDaemon(true);
      reader.start();
      Runtime.getRuntime().addShutdownHook(new Thread(this::close, "tutorial-end"));
    }

    /** Runs a command; empty if it does not end in time. */
    Optional<Answer> run(String command, Duration atMost) throws IOException, InterruptedException {
      Files.writeString(file, command + "\n");
      bash.getOutputStream()
          .write(
              ". '%s' </dev/null; ended=$?; echo; echo '%s' $ended%n"
                  .formatted(file, END)
                  .getBytes(StandardCharsets.UTF_8));
      bash.getOutputStream().flush();
      long deadline = System.nanoTime() + atMost.toNanos();
      StringBuilder printed = new StringBuilder();
      String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      while (line != null && !line.startsWith(END)) {
        printed.append(line).append('\n');
        line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return line == null
          ? Optional.empty()
          : Optional.of(
              new Answer(
                  COLOURS.matcher(printed).replaceAll("").replaceFirst("\n$", ""),
                  Integer.parseInt(line.substring(END.length()).strip())));
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
        }
      } catch (IOException closed) {
        lines.add(END + " 255");
      }
    }

    /** Ends everything that is left; may be called twice. */
    @Override
    public void close() {
      bash.descendants().forEach(ProcessHandle::destroy);
      bash.destroy();
    }
  }
}
