package io.threadleak.shutdown;

/** Why a JVM ought to be gone. */
public enum ShutdownCause {
  /** A signal, {@code System.exit} or the end of the last thread: hooks are running. */
  TOLD_TO_STOP,
  /** The monitor was closed, and the main thread has ended. */
  MONITOR_CLOSED,
  /** The main thread has ended, and nothing but idle threads of pools is left. */
  ONLY_IDLE_POOLS
}
