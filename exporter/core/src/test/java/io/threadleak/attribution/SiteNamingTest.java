package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.SiteNaming.Named;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SiteNamingTest {

  private static final Frame EXECUTE = jdk("java.util.concurrent.ThreadPoolExecutor", "execute", 1);
  private static final Frame ADD_WORKER =
      jdk("java.util.concurrent.ThreadPoolExecutor", "addWorker", 2);
  private static final Frame RUN = jdk("java.lang.Thread", "run", 3);

  @Test
  void name_poolUsedByApplication_pointsAtApplicationFrame() {
    Named named = name(ADD_WORKER, EXECUTE, app("com.acme.Orders", "handle", 42), RUN);
    assertThat(named.site().label()).isEqualTo("com.acme.Orders.handle(Orders.java:42)");
    assertThat(named.site().entry()).isNull();
    assertThat(named.site().frames()).hasSize(4);
  }

  @Test
  void name_libraryBetween_isSteppedOver() {
    Named named =
        name(
            EXECUTE,
            library("okhttp3.RealCall", "enqueue", 5),
            app("com.acme.Services", "fetch", 7),
            app("com.acme.Controller", "serve", 9));
    assertThat(named.site().label()).isEqualTo("com.acme.Services.fetch(Services.java:7)");
    assertThat(named.site().entry()).isEqualTo("com.acme.Controller.serve(Controller.java:9)");
  }

  @Test
  void name_sameCodeAtOtherLineInOtherLambda_hasSameId() {
    Named before = name(EXECUTE, app("com.acme.Orders", "lambda$handle$0", 42));
    Named after = name(EXECUTE, app("com.acme.Orders", "lambda$handle$3", 57));
    assertThat(after.site().id()).isEqualTo(before.site().id()).matches("[0-9a-f]{8}");
  }

  @Test
  void name_sameCodeOnJdkWithOtherInternals_hasSameId() {
    Named on17 = name(ADD_WORKER, EXECUTE, app("com.acme.Orders", "handle", 42));
    Named on25 =
        name(
            jdk("java.lang.System$2", "start", 1),
            ADD_WORKER,
            EXECUTE,
            app("com.acme.Orders", "handle", 42));
    assertThat(on25.site().id()).isEqualTo(on17.site().id());
  }

  @Test
  void name_oneMethodThroughTwoApis_areTwoSites() {
    Named pool = name(EXECUTE, app("com.acme.Orders", "handle", 42));
    Named timer = name(jdk("java.util.Timer", "<init>", 8), app("com.acme.Orders", "handle", 43));
    assertThat(timer.site().id()).isNotEqualTo(pool.site().id());
  }

  @Test
  void name_callersAboveTheLabel_doNotSplitTheSite() {
    Named one = name(EXECUTE, app("com.acme.Orders", "handle", 42), app("com.acme.A", "a", 1));
    Named other = name(EXECUTE, app("com.acme.Orders", "handle", 42), app("com.acme.B", "b", 1));
    assertThat(other.site().id()).isEqualTo(one.site().id());
  }

  @Test
  void name_noApplicationFrame_takesTheStartersSite() {
    StackTraceElement root = app("com.acme.Main", "main", 3).element();
    Named named = name(root, ADD_WORKER, library("com.zaxxer.hikari.Pool", "fill", 4), RUN);
    assertThat(named.site().label()).isEqualTo("com.acme.Main.main(Main.java:3)");
    assertThat(named.site().startedBy()).isEqualTo("com.acme.Main.main(Main.java:3)");
    assertThat(named.root()).isEqualTo(root);
    assertThat(named.site().id())
        .isNotEqualTo(name(root, library("org.other.Pool", "grow", 4), RUN).site().id());
  }

  @Test
  void name_noApplicationFrame_takesTheLineThatBuiltThePool() {
    StackTraceElement builder = app("com.acme.Main", "main", 3).element();
    Frame[] frames = {ADD_WORKER, library("com.zaxxer.hikari.Pool", "fill", 4), RUN};
    Named named =
        SiteNaming.name(
            List.of(frames),
            new SiteNaming.Start(
                ThreadKind.PLATFORM, AttributionSource.AGENT, Root.ofPool(builder), null));
    assertThat(named.site().label()).isEqualTo("com.acme.Main.main(Main.java:3)");
    assertThat(named.site().startedBy()).isNull();
    assertThat(named.root()).isEqualTo(builder);
  }

  @Test
  void name_noApplicationFrameAndUnknownStarter_pointsAtLibrary() {
    Named named = name(ADD_WORKER, library("com.zaxxer.hikari.Pool", "fill", 4), RUN);
    assertThat(named.site().label()).isEqualTo("com.zaxxer.hikari.Pool.fill(Pool.java:4)");
    assertThat(named.root()).isNull();
  }

  @Test
  void name_jdkFramesOnly_pointsAtOutermostBeforeTheThreadsBeginning() {
    Named named =
        name(ADD_WORKER, EXECUTE, jdk("sun.net.httpserver.ServerImpl$Dispatcher", "run", 5), RUN);
    assertThat(named.site().label()).startsWith("sun.net.httpserver.ServerImpl$Dispatcher.run(");
  }

  @Test
  void name_carrierThatTheJdkStarts_isNoLineOfTheApplication() {
    Frame schedule = jdk("java.lang.VirtualThread", "start", 6);
    Named first = name(ADD_WORKER, schedule, app("com.acme.Orders", "handle", 42));
    Named second = name(ADD_WORKER, schedule, app("com.acme.Other", "serve", 7));

    assertThat(first.site().label()).isEqualTo("the JDK's scheduler of virtual threads");
    assertThat(second.site().id()).isEqualTo(first.site().id());
  }

  @Test
  void name_noFrames_stillHasLabelAndId() {
    Named named = name();
    assertThat(named.site().label()).startsWith("java.lang.Thread.start");
    assertThat(named.site().id()).matches("[0-9a-f]{8}");
  }

  private static Named name(Frame... frames) {
    return name(null, frames);
  }

  private static Named name(@Nullable StackTraceElement root, Frame... frames) {
    return SiteNaming.name(
        List.of(frames), SiteNaming.Start.platform(AttributionSource.AGENT, root));
  }

  private static Frame app(String type, String method, int line) {
    return frame(type, method, line, Origin.APPLICATION);
  }

  private static Frame library(String type, String method, int line) {
    return frame(type, method, line, Origin.LIBRARY);
  }

  private static Frame jdk(String type, String method, int line) {
    return frame(type, method, line, Origin.JDK);
  }

  private static Frame frame(String type, String method, int line, Origin origin) {
    String file =
        Stream.of(type.split("\\.")).reduce((first, last) -> last).orElseThrow() + ".java";
    return new Frame(new StackTraceElement(type, method, file, line), origin);
  }
}
