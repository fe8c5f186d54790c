package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.PoolBirths.Birth;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Pools as the agent tells of them, but without the agent: told by whoever constructs them. */
final class PoolBirthsTest {

  private static final StackTraceElement ROOT =
      new StackTraceElement("com.acme.Main", "main", "Main.java", 3);

  private final PoolBirths births = new PoolBirths(ApplicationCode.of(List.of(), null, null), 2);

  @Test
  void built_byApplicationMethod_isItsLine() {
    Object pool = build();
    assertThat(births.rootOf(pool)).hasToString(births.find(pool).frame().toString());
    assertThat(births.rootOf(pool).toString())
        .startsWith("io.threadleak.attribution.PoolBirthsTest.build(PoolBirthsTest.java:");
  }

  @Test
  void built_byOwnSubclass_isTheLineThatMadeIt() {
    Telling pool = buildSubclass();
    assertThat(births.rootOf(pool).getMethodName()).isEqualTo("buildSubclass");
  }

  @Test
  void built_withoutApplicationFrame_isTheStartersOrTheLibrarys() {
    PoolBirths blind = new PoolBirths(ApplicationCode.of(List.of("com.acme"), null, null));
    Object led = new Object();
    Object alone = new Object();
    blind.built(led, () -> ROOT);
    blind.built(alone, () -> null);
    assertThat(blind.rootOf(led)).isEqualTo(ROOT);
    assertThat(blind.rootOf(alone)).isNull();
    Birth birth = blind.find(alone);
    assertThat(birth.isApplication()).isFalse();
    assertThat(birth.frame().getClassName()).isEqualTo(PoolBirthsTest.class.getName());
  }

  @Test
  void built_inClassInitialiserOfLibrary_isNobodysInParticular() {
    PoolBirths blind = new PoolBirths(ApplicationCode.of(List.of("com.acme"), null, null));
    Holder.births = blind;
    Object pool = Holder.Shared.POOL;
    assertThat(blind.rootOf(pool)).isNull();
    assertThat(blind.find(pool).frame().toString()).contains("Holder$Shared.<clinit>");
  }

  @Test
  void find_neverBuilt_isNothing() {
    assertThat(births.find(new Object())).isNull();
    assertThat(births.rootOf(null)).isNull();
  }

  @Test
  void built_beyondCapacity_isCountedAndMakesRoomOnceCollected() {
    Object first = build();
    Object second = build();
    Object third = build();
    assertThat(births.find(third)).isNull();
    assertThat(births.dropped()).isEqualTo(1);
    assertThat(births.find(first)).isNotNull();
    assertThat(births.find(second)).isNotNull();
    first = null;
    second = null;
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return births.find(build()) != null;
            });
  }

  private Object build() {
    Object pool = new Object();
    births.built(pool, () -> ROOT);
    return pool;
  }

  private Telling buildSubclass() {
    return new Telling(births);
  }

  /** A pool that tells of itself at the end of its constructor, as the hook does. */
  private static final class Telling extends ThreadPoolExecutor {

    Telling(PoolBirths births) {
      super(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      births.built(this, () -> null);
    }
  }

  /** What a class initialiser needs that builds one. */
  private static final class Holder {

    private static PoolBirths births;

    /** Shared by all, whoever was first. */
    private static final class Shared {

      static final Object POOL = make();

      private static Object make() {
        Object pool = new Object();
        births.built(pool, () -> ROOT);
        return pool;
      }
    }
  }
}
