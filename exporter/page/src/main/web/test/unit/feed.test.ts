import assert from "node:assert/strict";
import { test } from "node:test";
import { embedded, type Environment, type Feed, Poller } from "../../src/feed";
import { headline } from "../../src/model/headline";
import { healthy, historyOf, leaking, reportOf, siteOf } from "../fixtures/reports";

/** A world without a clock or a network: both are turned by hand. */
class Stand implements Environment {
  time = 1_000_000;
  hidden = false;
  asked: string[] = [];
  timers: { task: () => void; millis: number; id: number }[] = [];
  answers = new Map<string, () => Response>();
  private ids = 0;

  fetch = (address: string): Promise<Response> => {
    this.asked.push(address);
    const answer = this.answers.get(address);
    return answer === undefined ? Promise.reject(new TypeError("refused")) : Promise.resolve(answer());
  };
  now = () => this.time;
  later = (task: () => void, millis: number) => {
    this.timers.push({ task, millis, id: ++this.ids });
    return this.ids;
  };
  cancel = (timer: number) => {
    this.timers = this.timers.filter(({ id }) => id !== timer);
  };
  isHidden = () => this.hidden;

  serve(path: string, body: unknown): void {
    this.answers.set(path, () => (typeof body === "number" ? new Response("", { status: body }) : new Response(JSON.stringify(body))));
  }

  /** Lets the one timer fire, and all that follows from it. */
  async fire(): Promise<number> {
    const [timer] = this.timers.splice(0, 1);
    assert.ok(timer !== undefined && this.timers.length === 0, "exactly one timer");
    this.time += timer.millis;
    timer.task();
    await settled();
    return timer.millis;
  }
}

const settled = () => new Promise((done) => setImmediate(() => setImmediate(() => setImmediate(done))));

async function started(prepare: (stand: Stand) => void): Promise<{ stand: Stand; poller: Poller; states: Feed[] }> {
  const stand = new Stand();
  const states: Feed[] = [];
  prepare(stand);
  const poller = new Poller(stand, (state) => states.push(state));
  poller.poke();
  await settled();
  return { stand, poller, states };
}

test("poller_serverAnswers_asksAgainAfterTheInterval", async () => {
  const report = leaking();
  const { stand, poller } = await started((s) => {
    s.serve("api/v1/report", report);
    s.serve("api/v1/history", historyOf(report));
  });
  assert.equal(poller.state.report?.sites.length, 6);
  assert.equal(poller.state.history?.sites["1a2b3c4d"]?.live.length, 60);
  assert.equal(await stand.fire(), 10_000);
  assert.deepEqual(stand.asked, ["api/v1/report", "api/v1/history", "api/v1/report", "api/v1/history"]);
});

test("poller_serverGone_waitsLongerEachTimeAndRecovers", async () => {
  const { stand, poller } = await started((s) => s.serve("api/v1/report", { ...healthy(), intervalSeconds: 2 }));
  const lastGood = poller.state.received;
  stand.answers.clear();
  const waits = [];
  for (let i = 0; i < 8; i++) waits.push((await stand.fire()) / 1_000);
  assert.deepEqual(waits, [2, 2, 4, 8, 16, 32, 60, 60]);
  assert.equal(poller.state.failure?.reason, "the server does not answer");
  assert.equal(poller.state.failure?.since, lastGood);
  assert.equal(poller.state.failure?.nextTry, stand.time + 60_000);
  assert.ok(poller.state.report !== null, "the last report stays");
  stand.serve("api/v1/report", { ...healthy(), intervalSeconds: 2 });
  await stand.fire();
  assert.equal(poller.state.failure, null);
});

test("poller_hiddenOrPaused_asksNothingUntilSomebodyLooks", async () => {
  const { stand, poller } = await started((s) => s.serve("api/v1/report", healthy()));
  stand.hidden = true;
  await stand.fire();
  assert.equal(stand.asked.filter((path) => path.endsWith("report")).length, 1);
  stand.hidden = false;
  poller.poke();
  await settled();
  assert.equal(stand.asked.filter((path) => path.endsWith("report")).length, 2);
  poller.setPaused(true);
  assert.equal(stand.timers.length, 0);
  poller.setPaused(false);
  await settled();
  assert.equal(stand.asked.filter((path) => path.endsWith("report")).length, 3);
});

test("poller_historyNotServed_isAskedForOnce", async () => {
  const { stand, poller } = await started((s) => {
    s.serve("api/v1/report", healthy());
    s.serve("api/v1/history", 404);
  });
  await stand.fire();
  assert.equal(poller.state.historyMissing, "this server does not serve it");
  assert.equal(stand.asked.filter((path) => path.endsWith("history")).length, 1);
});

test("poller_oddAnswers_areToldInWords", async () => {
  for (const [body, words] of [[401, /login/], [503, /busy/], [500, /status 500/], [{ format: "other" }, /none of threadleak's/], ["text", /none of threadleak's/]] as const) {
    const { poller } = await started((s) => s.serve("api/v1/report", body));
    assert.match(poller.state.failure?.reason ?? "", words);
  }
});

test("embedded_nothing_isNoFeed", () => {
  assert.equal(embedded(""), null);
  assert.equal(embedded(" \n"), null);
  assert.equal(embedded('{"report":null,"history":null}')?.report, null);
  assert.equal(embedded(JSON.stringify({ report: healthy() }))?.historyMissing, "this file holds none");
});

test("headline_ofEachState_isOneSentence", () => {
  const of = (...args: Parameters<typeof reportOf>) => headline(reportOf(...args));
  assert.equal(of([siteOf({ verdict: "proven", live: 3 }), siteOf({ siteId: "b", verdict: "leaking", live: 4 })]).sentence, "2 lines leak and hold 7 of 7 live threads.");
  assert.equal(of([siteOf({ verdict: "suspect" })]).sentence, "Nothing leaks so far; 1 line is suspect.");
  assert.equal(of([], { deadlocked: 2 }).sentence, "2 threads in a deadlock; no line leaks.");
  assert.equal(of([siteOf()]).tone, "good");
  const process = { ...reportOf([]).process, exhaustionSeconds: { ulimit: 90_000, pids_max: 1_200 } };
  assert.equal(of([siteOf()], { process }).sentence, "No line leaks, yet threads grow; all growth together meets pids_max in 20 min at the soonest.");
  assert.equal(of([siteOf({ verdict: "leaking" })], { deadlocked: 2, process }).tone, "bad");
});
