package io.threadleak.http;

import io.threadleak.http.config.WebConfig;
import io.threadleak.http.config.WebConfigException;
import io.threadleak.http.config.WebRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server was told about its doors. Not thread-safe. */
final class DoorPlan {

  private static final Logger LOG = LoggerFactory.getLogger(DoorPlan.class);

  private static final String USERS = "basic_auth_users";

  @Nullable Path all;
  @Nullable Path details;
  Consumer<String> warnings = LOG::warn;
  RequestLimits limits = RequestLimits.usual();

  /**
   * Reads the files.
   *
   * @throws IOException if one is refused; the message says why
   */
  Doors open() throws IOException {
    return new Doors(
        read("webConfig", all, rules -> {}),
        read("detailsWebConfig", details, DoorPlan::checkUsersAlone));
  }

  private @Nullable WebConfig read(String knob, @Nullable Path file, WebConfig.Check check)
      throws IOException {
    if (file == null) {
      return null;
    }
    try {
      return WebConfig.read(file, check, warning -> warnings.accept(knob + "=" + warning));
    } catch (WebConfigException e) {
      throw new IOException("%s=%s".formatted(knob, e.getMessage()), e);
    }
  }

  private static void checkUsersAlone(WebRules rules) throws WebConfigException {
    if (!rules.named().equals(Set.of(USERS)) || rules.users().isEmpty()) {
      throw WebConfig.Check.refusal(
          "%s and nothing else must stand here, with one user or more: the rest goes into webConfig"
              .formatted(USERS));
    }
  }
}
