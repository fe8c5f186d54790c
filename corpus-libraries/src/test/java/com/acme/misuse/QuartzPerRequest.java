package com.acme.misuse;

import java.net.URI;
import java.util.Properties;
import java.util.UUID;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;

/** A scheduler of Quartz's for each request. */
final class QuartzPerRequest implements Misuse {

  @Override
  public void first(URI backend) throws Exception {
    Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
    scheduler.start();
  }

  @Override
  public void second(URI backend) throws Exception {
    Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
    scheduler.start();
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", UUID.randomUUID().toString());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    return properties;
  }
}
