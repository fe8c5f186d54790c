package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.threadleak.http.config.KeyPairs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A server behind a web config file, and clients of it. */
final class GuardedServer implements AutoCloseable {

  static final KeyPairs SERVER = KeyPairs.rsa("server", "ip:127.0.0.1");

  /** Cheap, so that tests are quick. */
  static final String SECRET_HASH = BCrypt.withDefaults().hashToString(4, "secret".toCharArray());

  static final String USERS = "basic_auth_users: {alice: '" + SECRET_HASH + "'}\n";
  static final String TLS = "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n";

  private final Path file;
  private final ThreadLeakServer server;
  final List<String> warnings = new CopyOnWriteArrayList<>();

  private GuardedServer(Path file, ThreadLeakServer.Builder builder) throws IOException {
    this.file = file;
    this.server = builder.webConfig(file).warnings(warnings::add).start();
  }

  static GuardedServer start(Path folder, String config) throws IOException {
    return start(folder, config, TestServers.builder());
  }

  static GuardedServer start(Path folder, String config, ThreadLeakServer.Builder builder)
      throws IOException {
    SERVER.write(folder, "server");
    return new GuardedServer(Files.writeString(folder.resolve("web.yml"), config), builder);
  }

  void rewrite(String config) throws IOException {
    Files.writeString(file, config);
  }

  ThreadLeakServer server() {
    return server;
  }

  HttpResponse<String> get(String path) throws Exception {
    return get(SERVER.trusting(), path, null);
  }

  HttpResponse<String> get(String path, String user) throws Exception {
    return get(SERVER.trusting(), path, user);
  }

  /**
   * What the server answers.
   *
   * @param user name, colon and password; null for none
   */
  HttpResponse<String> get(SSLContext context, String path, String user) throws Exception {
    HttpClient client =
        HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(30)).build();
    String scheme = server.speaksTls() ? "https" : "http";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(30));
    if (user != null) {
      request.header(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
  }
}
