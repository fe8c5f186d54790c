package io.threadleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition.Entry;
import io.threadleak.exposition.ProfileExposition.Profile;
import io.threadleak.exposition.Proofs;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import io.threadleak.model.SampleReports;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PprofProfilesTest {

  @Test
  void entries_withoutProof_sayThatThereIsNone() {
    assertThat(profiles(null, Duration.ZERO).entries())
        .extracting(Entry::name, Entry::count)
        .containsExactly(
            tuple("thread", "57"),
            tuple("threadcreate", "357"),
            tuple("threadleak", "not proved yet"));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0 s", "PT59S, 59 s", "PT3M5S, 3 min", "PT5H, 5 h", "P2D, 2 d", "PT-1S, 0 s"})
  void entries_withProof_tellItsCountAndAge(Duration age, String words) {
    assertThat(profiles(SampleProfiles.proof(), age).entries().get(2).count())
        .isEqualTo("3, " + words + " ago");
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread", "threadcreate", "threadleak"})
  void profile_ofEachName_hasAllForms(String name) throws Exception {
    Profile profile = profiles(SampleProfiles.proof(), Duration.ZERO).take(name);

    assertThat(profile.binary().contentType()).isEqualTo("application/octet-stream");
    assertThat(profile.binary().body()).startsWith(0x1f, 0x8b);
    assertThat(profile.since(profile).contentType()).isEqualTo("application/octet-stream");
    assertThat(profile.text().contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(text(profile.text())).startsWith(name + " profile: total ");
    assertThat(text(profile.dump())).contains("created by com.acme.OrderHandler.handle");
  }

  @Test
  void threadcreate_dump_isItsText() throws Exception {
    Profile profile = profiles(null, Duration.ZERO).take("threadcreate");

    assertThat(text(profile.dump())).isEqualTo(text(profile.text()));
  }

  @Test
  void threadleak_refused_passesTheReasonOn() {
    Proofs refusing =
        atMost -> {
          throw new ProofException(ProofException.Reason.REFUSED, "The heap is too large.");
        };
    PprofProfiles profiles =
        new PprofProfiles(SampleReports::typical, SampleProfiles::threads, refusing);

    assertThatThrownBy(() -> profiles.take("threadleak"))
        .isInstanceOf(ProofException.class)
        .hasMessage("The heap is too large.");
  }

  @Test
  void profile_ofUnknownName_isRefused() {
    assertThatThrownBy(() -> profiles(null, Duration.ZERO).take("goroutine"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PprofProfiles profiles(@Nullable ProofReport proof, Duration age) {
    return new PprofProfiles(
        () -> SampleReports.withProof(SampleReports.typical(), proof),
        SampleProfiles::threads,
        atMost -> SampleProfiles.proof(),
        Clock.fixed(SampleProfiles.TIME.plus(age), ZoneOffset.UTC));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), UTF_8);
  }
}
