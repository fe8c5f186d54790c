/** Where the page's data comes from: asked for round by round, or embedded in the file. */

import type { Embedded, History, Report } from "./model/report";

export interface Feed {
  report: Report | null;
  history: History | null;
  /** Why there is no history, null where there is one or nobody asked yet. */
  historyMissing: string | null;
  /** When the report came, in milliseconds; null before the first. */
  received: number | null;
  /** What is wrong since when, null while the server answers. */
  failure: Failure | null;
  paused: boolean;
  /** Data of the file itself: nothing is asked for. */
  standalone: boolean;
}

export interface Failure {
  reason: string;
  since: number;
  nextTry: number;
}

export interface Environment {
  fetch(address: string): Promise<Response>;
  now(): number;
  later(task: () => void, millis: number): number;
  cancel(timer: number): void;
  isHidden(): boolean;
}

/** A number of seconds that no server should be asked more often than. */
const LEAST_SECONDS = 2;
const MOST_WAIT_SECONDS = 60;

/** How an answer that is none is told in words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const REASONS: Record<number, string> = {
  401: "the server asks for a login: reload the page to sign in",
  403: "the server does not let this user see it",
  404: "this server does not serve it",
  429: "the server was asked too often",
  503: "the server is not ready, or busy",
};

/** Asks for a JSON document of one of our formats; fails with words that can be shown. */
export async function ask<T extends { format: string }>(
  fetch: Environment["fetch"],
  address: string,
  format: T["format"],
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new Refusal(0, "the server does not answer");
  }
  if (!response.ok) {
    throw new Refusal(response.status, REASONS[response.status] ?? `the server answers with status ${response.status}`);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null || (answer as T).format !== format) {
    throw new Refusal(response.status, "the answer is none of threadleak's");
  }
  return answer as T;
}

/** Polls the server and tells whoever listens; one request at a time. */
export class Poller {
  state: Feed = {
    report: null,
    history: null,
    historyMissing: null,
    received: null,
    failure: null,
    paused: false,
    standalone: false,
  };

  private timer: number | null = null;
  private isAsking = false;
  private failures = 0;
  private isHistoryServed = true;

  constructor(
    private readonly environment: Environment,
    private readonly onChange: (state: Feed) => void,
  ) {}

  /** Asks at once unless it is paused or nobody looks, and again round by round. */
  poke(): void {
    if (this.timer !== null) this.environment.cancel(this.timer);
    this.timer = null;
    if (!this.state.paused && !this.environment.isHidden() && !this.isAsking) void this.round();
  }

  setPaused(paused: boolean): void {
    this.change({ paused });
    this.poke();
  }

  private async round(): Promise<void> {
    this.isAsking = true;
    try {
      const report = await ask<Report>(this.environment.fetch, "api/v1/report", "threadleak-report");
      this.failures = 0;
      const history = await this.askForHistory();
      this.change({ report, received: this.environment.now(), failure: null, ...history });
    } catch (failure) {
      this.failures++;
      this.failed(failure instanceof Refusal ? failure.message : String(failure));
    } finally {
      this.isAsking = false;
      this.schedule();
    }
  }

  private async askForHistory(): Promise<Partial<Feed>> {
    if (!this.isHistoryServed) return {};
    try {
      const history = await ask<History>(this.environment.fetch, "api/v1/history", "threadleak-history");
      return { history, historyMissing: null };
    } catch (failure) {
      const refusal = failure instanceof Refusal ? failure : new Refusal(0, String(failure));
      this.isHistoryServed = refusal.status !== 404;
      return { historyMissing: refusal.message };
    }
  }

  private failed(reason: string): void {
    const now = this.environment.now();
    const since = this.state.failure?.since ?? this.state.received ?? now;
    this.change({ failure: { reason, since, nextTry: now + this.waitMillis() } });
  }

  /** The interval; with each failure in a row twice as long, up to a minute. */
  private waitMillis(): number {
    const interval = Math.max(LEAST_SECONDS, this.state.report?.intervalSeconds ?? LEAST_SECONDS);
    const seconds = this.failures === 0 ? interval : Math.min(MOST_WAIT_SECONDS, LEAST_SECONDS * 2 ** (this.failures - 1));
    return Math.min(seconds, Math.max(interval, MOST_WAIT_SECONDS)) * 1_000;
  }

  private schedule(): void {
    if (this.state.paused || this.environment.isHidden()) return;
    this.timer = this.environment.later(() => this.poke(), this.waitMillis());
  }

  private change(part: Partial<Feed>): void {
    this.state = { ...this.state, ...part };
    this.onChange(this.state);
  }
}

/** The data of a standalone page, null in the one that is served. */
export function embedded(text: string): Feed | null {
  if (text.trim() === "") return null;
  const data = JSON.parse(text) as Embedded;
  return {
    report: data.report ?? null,
    history: data.history ?? null,
    historyMissing: data.history ? null : "this file holds none",
    received: data.report ? Date.parse(data.report.time) : null,
    failure: null,
    paused: false,
    standalone: true,
  };
}

/** One site's history, up to 360 points, with its ages. */
export function siteHistoryAddress(siteId: string): string {
  return `api/v1/history?site=${encodeURIComponent(siteId)}`;
}

export function stacksAddress(siteId: string): string {
  return `api/v1/sites/${encodeURIComponent(siteId)}/stacks`;
}

