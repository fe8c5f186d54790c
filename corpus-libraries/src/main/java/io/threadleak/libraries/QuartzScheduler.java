package io.threadleak.libraries;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz with jobs that run at once and ask the backend; who scheduled one waits for its end. */
final class QuartzScheduler implements Library {

  private static final String QUESTION = "question";

  private final Scheduler scheduler;
  private final Backend backend;

  /** Starts it. */
  QuartzScheduler(Backend backend) throws SchedulerException {
    this.backend = backend;
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "libraries");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "4");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.start();
  }

  @Override
  public void use() throws SchedulerException {
    CompletableFuture<String> ended = new CompletableFuture<>();
    scheduler.scheduleJob(
        JobBuilder.newJob(Asking.class)
            .usingJobData(new JobDataMap(Map.of(QUESTION, new Question(backend, ended))))
            .build(),
        TriggerBuilder.newTrigger().startNow().build());
    ended.join();
  }

  @Override
  public void end() throws SchedulerException {
    scheduler.shutdown(true);
  }

  /** A job that asks the backend and tells that it ended. Public for Quartz. */
  public static final class Asking implements Job {

    /** For Quartz. */
    public Asking() {}

    @Override
    public void execute(JobExecutionContext context) {
      Object given = context.getMergedJobDataMap().get(QUESTION);
      if (given instanceof Question question) {
        question.ended.complete(question.backend.ask());
      }
    }
  }

  private record Question(Backend backend, CompletableFuture<String> ended) {}
}
