package io.threadleak.agent.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in. The files are read when the server starts, and not before: one that is refused
 * keeps the server from starting, rather than leave the door open.
 *
 * @param webConfig a file for the whole server; empty for none
 * @param detailsWebConfig a file for all but metrics and health; empty for none
 * @param openToNetwork whether strangers may come in from beyond this machine
 */
public record DoorsChoice(String webConfig, String detailsWebConfig, boolean openToNetwork) {

  /** The file for the whole server, null for none. */
  public @Nullable Path webConfigPath() {
    return webConfig.isEmpty() ? null : Path.of(webConfig);
  }

  /** The file for all but metrics and health, null for none. */
  public @Nullable Path detailsWebConfigPath() {
    return detailsWebConfig.isEmpty() ? null : Path.of(detailsWebConfig);
  }
}
