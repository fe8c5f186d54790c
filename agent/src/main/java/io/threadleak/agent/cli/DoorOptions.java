package io.threadleak.agent.cli;

import io.threadleak.http.config.ClientTls;
import io.threadleak.http.config.WebConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The way in to an agent that has a web config file, in curl's words. A password comes from a file,
 * for everybody on a machine sees the options of a command.
 */
final class DoorOptions {

  private static final int MAX_USER_BYTES = 8_192;

  @Option(
      names = "--user-file",
      paramLabel = "FILE",
      description = "Holds NAME:PASSWORD, for an agent that asks for a user.")
  private @Nullable Path userFile;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "PEM certificates that the agent's is signed by (default: those Java trusts).")
  private @Nullable Path authorities;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM certificate of our own, for an agent that asks for one.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM key of that certificate (default: in its file).")
  private @Nullable Path key;

  @Option(
      names = {"-k", "--insecure"},
      description = "Takes any certificate of the agent, as for a process on this machine.")
  private boolean insecure;

  DoorOptions() {}

  /**
   * A client that has what is needed.
   *
   * @throws CommandException if a file cannot be used; the message names option and cure
   */
  AgentClient client(Duration connectTimeout) throws CommandException {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
    if (authorities != null || certificate != null || insecure) {
      try {
        client.sslContext(ClientTls.context(authorities, certificate, key, insecure));
      } catch (WebConfigException e) {
        throw new CommandException(String.valueOf(e.getMessage()), e);
      }
    }
    return new AgentClient(client.build(), userFile == null ? null : authorization(userFile));
  }

  private static String authorization(Path file) throws CommandException {
    try (InputStream in = Files.newInputStream(file)) {
      String pair = new String(in.readNBytes(MAX_USER_BYTES), StandardCharsets.UTF_8).strip();
      if (pair.indexOf(':') < 1 || pair.lines().count() != 1) {
        throw new CommandException(
            "--user-file %s holds no user: give a file with one line NAME:PASSWORD"
                .formatted(file));
      }
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandException("--user-file cannot be read: " + e, e);
    }
  }
}
