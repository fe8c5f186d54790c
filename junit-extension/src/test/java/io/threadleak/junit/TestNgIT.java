package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check in plain code, in tests of TestNG, in a JVM without JUnit. */
final class TestNgIT {

  private static final Path TESTNG = Path.of("target/testng");
  private static final String TESTS = "src/test/resources/testng/ImportTest.java";

  @Test
  @Timeout(300)
  void test_thatLeaks_failsAndIsNamed(@TempDir Path folder) throws Exception {
    String classPath = Program.classPath(Program.jars(TESTNG).stream());
    Program tests =
        Program.run(folder, new ProcessBuilder(List.of(Program.JAVA, "-cp", classPath, TESTS)));

    assertThat(tests.output())
        .contains("passed import_thatIsClosed\n")
        .contains("failed import_thatIsNotClosed\n1 thread leaked by ImportTest.import_thatIsNot")
        .contains("1 platform thread started at ImportTest.import_thatIsNotClosed(ImportTest.java:")
        .contains("    at ImportTest.read(ImportTest.java:");
    assertThat(tests.exit()).isZero();
  }
}
