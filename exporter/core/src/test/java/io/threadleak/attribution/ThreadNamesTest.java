package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadNamesTest {

  @ParameterizedTest
  @CsvSource({
    "main, main",
    "Thread-12, Thread-#",
    "http-nio-8080-exec-3, http-nio-#-exec-#",
    "worker-3fa85f64-5717-4562-b3fc-2c963f66afa6, worker-#",
    "pool-1-thread-1, pool-#-thread-#",
    "qtp1027007693-21, qtp#-#",
    "deadbeef, deadbeef",
    "session-00c0ffee, session-#",
    "工作-7, 工作-#"
  })
  void stem_countersInName_becomeOneSign(String name, String stem) {
    assertThat(ThreadNames.stem(name)).isEqualTo(stem);
  }

  @Test
  void stem_emptyName_staysEmpty() {
    assertThat(ThreadNames.stem("")).isEmpty();
  }
}
