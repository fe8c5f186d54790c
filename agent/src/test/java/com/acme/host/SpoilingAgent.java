package com.acme.host;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Another agent, which leaves a class file of {@code VirtualThread} that nobody can read. */
public final class SpoilingAgent {

  private SpoilingAgent() {}

  /** Called by the JVM before the application's main class. */
  public static void premain(String options, Instrumentation instrumentation) {
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String className,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] file) {
            return "java/lang/VirtualThread".equals(className) ? new byte[] {1, 2, 3} : null;
          }
        },
        true);
  }
}
