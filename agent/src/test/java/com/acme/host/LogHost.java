package com.acme.host;

import java.util.logging.LogManager;

/** An application that names its log manager in {@code main}, as application servers do. */
public final class LogHost {

  private LogHost() {}

  /** Prints which log manager it got. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.util.logging.manager", HostLogs.class.getName());
    System.out.println("log manager " + LogManager.getLogManager().getClass().getSimpleName());
    Hosting.serve();
  }

  /** Told from the JDK's by its name. */
  public static final class HostLogs extends LogManager {}
}
