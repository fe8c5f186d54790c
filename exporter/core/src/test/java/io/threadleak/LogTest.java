package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogTest {

  private final Logger logger = Logger.getLogger("threadleak");
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  @Test
  void warn_cause_isInTheOneLineAndItsStackIsNot() {
    Log.warn("A round failed.", new IllegalStateException("two\nlines"));

    assertThat(records).hasSize(1);
    assertThat(records.get(0).getMessage())
        .isEqualTo("A round failed. It was java.lang.IllegalStateException: two lines");
    assertThat(records.get(0).getThrown()).isNull();
  }

  @Test
  void warn_causeAtDebug_hasItsStack() {
    logger.setLevel(Level.FINE);
    Throwable cause = new IllegalStateException("on purpose");

    Log.warn("A round failed.", cause);

    assertThat(records).hasSize(2);
    assertThat(records.get(1).getThrown()).isSameAs(cause);
  }

  @Test
  void warn_causeThatCannotBeTold_throwsNothing() {
    Log.warn(
        "A round failed.",
        new RuntimeException() {
          private static final long serialVersionUID = 1;

          @Override
          public String getMessage() {
            throw new AssertionError("not telling");
          }
        });

    assertThat(records).isEmpty();
  }
}
