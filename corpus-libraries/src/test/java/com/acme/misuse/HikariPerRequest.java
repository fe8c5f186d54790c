package com.acme.misuse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;

/** A connection pool of HikariCP's for each request. */
final class HikariPerRequest implements Misuse {

  @Override
  public void first(URI backend) throws Exception {
    HikariDataSource source = Kept.keep(new HikariDataSource(config("first")));
    source.getConnection().close();
  }

  @Override
  public void second(URI backend) throws Exception {
    HikariDataSource source = Kept.keep(new HikariDataSource(config("second")));
    source.getConnection().close();
  }

  private static HikariConfig config(String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + database);
    config.setMaximumPoolSize(2);
    return config;
  }
}
