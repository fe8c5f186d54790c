package com.acme.shop;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** A web application that is deployed and undeployed, time and again, while the shop is open. */
final class Redeployment {

  private static final int TIMES = 10;

  /** Tomcat tells here of threads, even those that are just ending; class loaders do not lie. */
  private static final Logger LOADER =
      Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");

  private final Tomcat tomcat;
  private final DroppedLoaders dropped;

  Redeployment(Tomcat tomcat, DroppedLoaders dropped) {
    this.tomcat = tomcat;
    this.dropped = dropped;
  }

  /** Does it ten times. */
  String run() throws LifecycleException {
    LOADER.setLevel(Level.OFF);
    for (int i = 0; i < TIMES; i++) {
      redeploy(i);
    }
    return "done";
  }

  private void redeploy(int number) throws LifecycleException {
    Context context = new StandardContext();
    context.setName("/application" + number);
    context.setPath("/application" + number);
    context.setDocBase(System.getProperty("shop.application"));
    context.addApplicationListener("com.acme.shop.web.LibraryListener");
    context.addLifecycleListener(new Tomcat.FixContextListener());
    tomcat.getHost().addChild(context); // which starts it
    if (!context.getState().isAvailable()) {
      throw new IllegalStateException("the application does not start");
    }
    dropped.add(context.getLoader().getClassLoader());
    tomcat.getHost().removeChild(context);
    context.destroy();
  }
}
