package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.http.Logins.Outcome;
import io.threadleak.http.config.WebRules.RateLimit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Passwords cost little, whoever asks. */
class LoginsTest {

  private static final Map<String, String> USERS = Map.of("alice", GuardedServer.SECRET_HASH);

  private final AtomicLong now = new AtomicLong(1);
  private final Logins logins = new Logins(now::get);

  @Test
  void logins_thatFailInARowByOneClient_areHeldOffAndOthersAreNot() {
    for (int i = 0; i < 10; i++) {
      assertThat(check("alice:" + i, "a")).isEqualTo(Outcome.REFUSED);
    }

    assertThat(check("alice:another", "a")).isEqualTo(Outcome.LATER);
    assertThat(check("alice:secret", "a")).isEqualTo(Outcome.LATER);
    assertThat(check("alice:secret", "b")).isEqualTo(Outcome.LET_IN);
    now.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(check("alice:another", "a")).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void login_thatIsRemembered_isLetInWhileOthersAreHeldOff() {
    assertThat(check("alice:secret", "a")).isEqualTo(Outcome.LET_IN);
    for (int i = 0; i < 11; i++) {
      check("alice:" + i, "a");
    }

    assertThat(check("alice:11", "a")).isEqualTo(Outcome.LATER);
    assertThat(check("alice:secret", "a")).isEqualTo(Outcome.LET_IN);
  }

  @Test
  void login_thatIsWrongAgainAndAgain_costsOneHash() {
    for (int i = 0; i < 100; i++) {
      assertThat(check("alice:wrong", "a")).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void login_thatIsRemembered_isForgottenOnceTheHashChanges() {
    assertThat(check("alice:secret", "a")).isEqualTo(Outcome.LET_IN);

    assertThat(logins.check(Map.of("alice", anotherHash()), basic("alice:secret"), "a"))
        .isEqualTo(Outcome.REFUSED);
  }

  /** The same but for the first character after the salt: of the last one not all bits count. */
  private static String anotherHash() {
    StringBuilder hash = new StringBuilder(GuardedServer.SECRET_HASH);
    int after = hash.length() - 31;
    hash.setCharAt(after, hash.charAt(after) == 'a' ? 'b' : 'a');
    return hash.toString();
  }

  @Test
  void login_unknownName_isRefusedEvenWithAPasswordThatAnotherHas() {
    assertThat(check("bob:secret", "a")).isEqualTo(Outcome.REFUSED);
    assertThat(check("x".repeat(100) + ":" + "y".repeat(200), "a")).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void requests_ofAClientBeyondItsShare_areToldWhenToComeAgain() {
    RequestLimits limits = new RequestLimits(now::get, 2, 0.5, false);
    Client far = new Client("192.0.2.1", false);

    assertThat(limits.secondsToWait(far, null)).isZero();
    assertThat(limits.secondsToWait(far, null)).isZero();
    assertThat(limits.secondsToWait(far, null)).isEqualTo(2);
    assertThat(limits.secondsToWait(new Client("192.0.2.2", false), null)).isZero();
    for (int i = 0; i < 10; i++) {
      assertThat(limits.secondsToWait(new Client("127.0.0.1", true), null)).isZero();
    }
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(limits.secondsToWait(far, null)).isZero();
  }

  @Test
  void requests_beyondTheRateOfTheFile_areToldWhenToComeAgain() {
    RequestLimits limits = RequestLimits.usual();
    RateLimit rate = new RateLimit(TimeUnit.MINUTES.toNanos(1), 1);
    Client here = new Client("127.0.0.1", true);

    assertThat(limits.secondsToWait(here, rate)).isZero();
    assertThat(limits.secondsToWait(here, rate)).isBetween(1L, 60L);
    assertThat(limits.secondsToWait(here, null)).isZero();
  }

  @Test
  void clients_moreThanTheTableHolds_forgetTheEldest() {
    ClientBuckets buckets = new ClientBuckets(1, 0);
    assertThat(buckets.of("first", 0).take(0)).isTrue();
    assertThat(buckets.of("first", 0).take(0)).isFalse();
    for (int i = 0; i < ClientBuckets.MAX_CLIENTS; i++) {
      buckets.of("client" + i, 0);
    }

    assertThat(buckets.of("first", 0).take(0)).isTrue();
  }

  private Outcome check(String pair, String client) {
    return logins.check(USERS, basic(pair), client);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
