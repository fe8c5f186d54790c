import io.threadleak.junit.NoThreadLeaks;
import org.junit.jupiter.api.Test;

@NoThreadLeaks
class ShopTest {

  @Test
  void order_ofTea_isTaken() {
    new Shop().order("tea");
  }
}
