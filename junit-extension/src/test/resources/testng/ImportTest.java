import io.threadleak.junit.LeakRules;
import io.threadleak.junit.ThreadLeaks;
import java.time.Duration;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.Test;

/** Tests of TestNG of which each is watched, run by the source launcher. */
public class ImportTest implements IHookable {

  @Override
  public void run(IHookCallBack test, ITestResult result) {
    LeakRules rules = LeakRules.defaults().linger(Duration.ofMillis(200));
    try (ThreadLeaks leaks = ThreadLeaks.watch(result.getMethod().getQualifiedName(), rules)) {
      test.runTestMethod(result);
    }
  }

  @Test
  public void import_thatIsClosed() throws InterruptedException {
    Thread reader = new Thread(() -> {}, "reader");
    reader.start();
    reader.join();
  }

  @Test
  public void import_thatIsNotClosed() {
    Thread reader = new Thread(ImportTest::read, "reader");
    reader.setDaemon(true);
    reader.start();
  }

  private static void read() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] arguments) {
    TestListenerAdapter outcome = new TestListenerAdapter();
    TestNG runner = new TestNG(false);
    runner.setTestClasses(new Class<?>[] {ImportTest.class});
    runner.addListener(outcome);
    runner.run();
    outcome.getPassedTests().forEach(test -> System.out.println("passed " + test.getName()));
    outcome
        .getFailedTests()
        .forEach(
            test ->
                System.out.println(
                    "failed " + test.getName() + "\n" + test.getThrowable().getMessage()));
  }
}
