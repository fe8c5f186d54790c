package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Leaky: a {@link Timer} made for each request and never cancelled. A timer with nothing left to do
 * ends once it is garbage; this one repeats its task and so never does.
 */
final class TimerPerRequestHandler implements HttpHandler {

  private static final long REMIND_MILLIS = Duration.ofMinutes(1).toMillis();

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    remindByNewTimer(new Reminder());
    Replies.send(exchange, 202, "reminding by a timer that nobody will cancel");
  }

  private void remindByNewTimer(Reminder reminder) {
    new Timer("reminder", true).schedule(reminder, REMIND_MILLIS, REMIND_MILLIS);
  }

  private static final class Reminder extends TimerTask {

    @Override
    public void run() {
      // Whom it reminds of what is beside the point: the timer stays to run this again.
    }
  }
}
