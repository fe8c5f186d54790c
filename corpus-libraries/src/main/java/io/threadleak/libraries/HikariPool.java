package io.threadleak.libraries;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * HikariCP over H2 in memory. Its connections are fewer than those who want one; its housekeeping
 * runs in a scheduled pool of the service's, whose second thread waits behind the first. Clients
 * keep their connection while they ask the backend.
 */
final class HikariPool implements Library {

  private static final int CONNECTIONS = 2;

  private final ScheduledThreadPoolExecutor shared = new ScheduledThreadPoolExecutor(2);
  private final HikariDataSource source;
  private final Backend backend;

  /** Starts it. */
  HikariPool(Backend backend) {
    this.backend = backend;
    shared.prestartAllCoreThreads();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:libraries");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setScheduledExecutor(shared);
    source = new HikariDataSource(config);
  }

  @Override
  public void use() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      row.next();
      backend.ask();
    }
  }

  @Override
  public void end() {
    source.close();
    shared.shutdownNow();
  }
}
