package io.threadleak.http;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in by name and password.
 *
 * <p>bcrypt is slow on purpose, so it must not be for strangers to burn the host's processor with
 * it: one hash is computed at a time and one request may wait for it, what came out is remembered
 * for a while, and failed logins may cost a tenth of a core in the long run, all clients together.
 * Who was let in before is remembered, and so is let in while others are held off.
 *
 * <p>Nothing tells whether a name exists: an unknown one costs a hash as well. Passwords are not
 * kept; what is remembered goes by a keyed digest. Thread-safe.
 */
final class Logins {

  /** What becomes of a request. */
  enum Outcome {
    LET_IN,
    REFUSED,
    LATER
  }

  /** Each is one user's way to spell a password, and some clients that are set up wrongly. */
  private static final int MAX_REMEMBERED = 100;

  /** Since it was used last; longer than from one scrape to the next. */
  private static final long REMEMBER_GOOD_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final long REMEMBER_BAD_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Of computing time that failed logins have cost; a tenth of a second comes back a second. */
  private static final double FAILED_SECONDS = 3;

  private static final double FAILED_SECONDS_PER_SECOND = 0.1;

  /** A person who mistypes does not; a program that guesses does. */
  private static final double FAILED_BY_CLIENT = 10;

  private static final double FAILED_BY_CLIENT_PER_SECOND = 0.1;

  private static final long WAIT_MILLIS = 1_000;

  /** Behind a cost; no password is known for it. */
  private static final String NOBODY = "$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeS.";

  private static final String SCHEME = "basic ";

  private static final BCrypt.Verifyer BCRYPT =
      BCrypt.verifyer(
          BCrypt.Version.VERSION_2B, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2B));

  private final LongSupplier nanoClock;
  private final byte[] digestKey = new byte[32];
  private final Semaphore computing = new Semaphore(1, true);
  private final Semaphore waiting = new Semaphore(2);
  private final Map<String, Long> good = new ClientBuckets.Eldest<>(MAX_REMEMBERED);
  private final Map<String, Long> bad = new ClientBuckets.Eldest<>(MAX_REMEMBERED);
  private final TokenBucket failedSeconds;
  private final ClientBuckets failedByClient =
      new ClientBuckets(FAILED_BY_CLIENT, FAILED_BY_CLIENT_PER_SECOND);

  Logins(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    failedSeconds =
        new TokenBucket(FAILED_SECONDS, FAILED_SECONDS_PER_SECOND, nanoClock.getAsLong());
    new SecureRandom().nextBytes(digestKey);
  }

  /**
   * Asks for one of some users.
   *
   * @param users bcrypt hashes by name, at least one
   * @param authorization the header, null for none
   * @param client that sends it, however it is told from others
   */
  Outcome check(Map<String, String> users, @Nullable String authorization, String client) {
    String pair = authorization == null ? null : pair(authorization);
    if (pair == null) {
      return Outcome.REFUSED;
    }
    int colon = pair.indexOf(':');
    String user = pair.substring(0, colon);
    String hash = users.get(user);
    String asked = hash == null ? nobody(users) : hash;
    String key = digest(user, asked, pair.substring(colon + 1));
    Boolean remembered = remembered(key);
    if (remembered != null) {
      return remembered ? Outcome.LET_IN : Outcome.REFUSED;
    }
    return computed(key, asked, pair.substring(colon + 1), hash != null, client);
  }

  private Outcome computed(String key, String hash, String password, boolean known, String client) {
    TokenBucket failures = failedByClient.of(client, nanoClock.getAsLong());
    if (!failures.hasAny(nanoClock.getAsLong())
        || !failedSeconds.hasAny(nanoClock.getAsLong())
        || !waiting.tryAcquire()) {
      return Outcome.LATER;
    }
    try {
      if (!computing.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return Outcome.LATER;
      }
      try {
        Boolean remembered = remembered(key);
        return remembered == null
            ? outcome(key, hash, password, known, failures)
            : remembered ? Outcome.LET_IN : Outcome.REFUSED;
      } finally {
        computing.release();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Outcome.LATER;
    } finally {
      waiting.release();
    }
  }

  private Outcome outcome(
      String key, String hash, String password, boolean known, TokenBucket failures) {
    long began = nanoClock.getAsLong();
    boolean right = matches(hash, password) && known;
    long now = nanoClock.getAsLong();
    if (!right) {
      failures.spend(1, now);
      failedSeconds.spend((now - began) / 1e9, now);
    }
    remember(key, right, now);
    return right ? Outcome.LET_IN : Outcome.REFUSED;
  }

  /** All versions of the format mean the same to Go, and so they do here. */
  private static boolean matches(String hash, String password) {
    String same = "$2b" + hash.substring(hash.indexOf('$', 1));
    return BCRYPT.verify(
            password.getBytes(StandardCharsets.UTF_8), same.getBytes(StandardCharsets.US_ASCII))
        .verified;
  }

  /** A hash that costs what that of a user costs. */
  private static String nobody(Map<String, String> users) {
    String any = users.values().iterator().next();
    int cost = any.indexOf('$', 1);
    return "$2b" + any.substring(cost, cost + 3) + NOBODY;
  }

  private @Nullable Boolean remembered(String key) {
    long now = nanoClock.getAsLong();
    synchronized (good) {
      Long used = good.get(key);
      if (used != null && now - used < REMEMBER_GOOD_NANOS) {
        good.put(key, now);
        return true;
      }
      Long failed = bad.get(key);
      boolean lately = failed != null && now - failed < REMEMBER_BAD_NANOS;
      return lately ? Boolean.FALSE : null;
    }
  }

  private void remember(String key, boolean right, long now) {
    synchronized (good) {
      (right ? good : bad).put(key, now);
    }
  }

  private String digest(String user, String hash, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(digestKey, "HmacSHA256"));
      for (String part : new String[] {user, hash, password}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        mac.update(bytes);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // each JVM has it
    }
  }

  /** Name, colon and password, null if the header is of no such kind. */
  private static @Nullable String pair(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      return pair.indexOf(':') < 0 ? null : pair;
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }
}
