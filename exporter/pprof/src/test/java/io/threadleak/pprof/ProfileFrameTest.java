package io.threadleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileFrameTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Foo, run, Foo.java, 3, com.acme.Foo.run, com/acme/Foo.java, 3",
    "com.acme.Foo$Inner, run, Foo.java, 3, com.acme.Foo$Inner.run, com/acme/Foo.java, 3",
    "com.acme.Foo, lambda$run$0, Foo.java, 3, com.acme.Foo.run, com/acme/Foo.java, 3",
    "com.acme.Foo$$SpringCGLIB$$0, run, <generated>, -1, com.acme.Foo.run, com/acme/<generated>, 0",
    "com.acme.Foo/0x0000000800c03000, run, Foo.java, 3, com.acme.Foo.run, com/acme/Foo.java, 3",
    "Foo, run, Foo.java, 3, Foo.run, Foo.java, 3",
    "com.acme.Foo, poll, , -2, com.acme.Foo.poll, '', 0",
  })
  void frame_ofAStack_hasStableNamesAndThePathOfItsSource(
      String type, String method, String file, int line, String function, String path, int shown) {
    assertThat(ProfileFrame.of(new StackTraceElement(type, method, file, line)))
        .isEqualTo(new ProfileFrame(function, path, shown));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Foo.run(Foo.java:3), AGENT, created by com.acme.Foo.run, com/acme/Foo.java, 3",
    "com.acme.Foo.<init>(Foo.kt), JFR, created by com.acme.Foo.<init>, com/acme/Foo.kt, 0",
    "Foo.run(Foo.java:3), JFR, created by Foo.run, Foo.java, 3",
    "com.acme.Foo.run(Unknown Source), JFR, created by com.acme.Foo.run(Unknown Source), '', 0",
    "pool-#-thread-# (com.acme.Task), NAME, created by pool-#-thread-# (com.acme.Task), '', 0",
    "worker (a.txt:1), NAME, created by worker (a.txt:1), '', 0",
    "other, AGENT, created by other, '', 0",
  })
  void frame_ofACreationSite_isItsLineOrElseItsLabel(
      String label, AttributionSource source, String function, String path, int line) {
    CreationSite site =
        new CreationSite("0", label, ThreadKind.PLATFORM, source, List.of(), null, null, null);

    assertThat(ProfileFrame.createdBy(site)).isEqualTo(new ProfileFrame(function, path, line));
  }
}
