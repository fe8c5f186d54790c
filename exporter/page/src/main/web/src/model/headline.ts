/** The state of the process in one sentence, and how pressing it is. */

import { count, duration, plural } from "./format";
import { type Report, allRows, isLeak } from "./report";

export type Tone = "bad" | "warn" | "good" | "wait";

export interface Headline {
  tone: Tone;
  /** "2 lines leak", short enough for a tab. */
  title: string;
  /** The whole sentence. */
  sentence: string;
}

/** Within this, running out of threads is worth a warning even where nothing is said to leak. */
const NEAR_SECONDS = 86_400;

export interface Exhaustion {
  limit: string;
  seconds: number;
}

/** The limit that is met first, null while nothing grows. */
export function firstLimit(report: Report): Exhaustion | null {
  const all = Object.entries(report.process.exhaustionSeconds).sort((a, b) => a[1] - b[1]);
  const first = all[0];
  return first === undefined ? null : { limit: first[0], seconds: first[1] };
}

export function headline(report: Report): Headline {
  if (report.self.rounds === 0) {
    return { tone: "wait", title: "No round yet", sentence: "The first round is not through yet." };
  }
  const rows = allRows(report);
  const leaking = rows.filter((row) => isLeak(row.verdict));
  if (leaking.length > 0) return ofLeaks(report, leaking.length, leaking.reduce((sum, row) => sum + row.live, 0));
  if (report.deadlocked > 0) {
    const title = `${plural(report.deadlocked, "thread")} in a deadlock`;
    return { tone: "bad", title, sentence: `${title}; no line leaks.` };
  }
  return ofTheRest(report, rows.filter((row) => row.verdict === "suspect").length);
}

function ofLeaks(report: Report, lines: number, threads: number): Headline {
  const title = lines === 1 ? "1 line leaks" : `${count(lines)} lines leak`;
  const held = `and ${lines === 1 ? "holds" : "hold"} ${count(threads)} of ${plural(report.live, "live thread")}`;
  const deadlock = report.deadlocked > 0 ? `; ${plural(report.deadlocked, "thread")} in a deadlock` : "";
  return { tone: "bad", title, sentence: `${title} ${held}${untilLimit(report)}${deadlock}.` };
}

function ofTheRest(report: Report, suspects: number): Headline {
  const near = firstLimit(report);
  const pressing = near !== null && near.seconds < NEAR_SECONDS;
  const until = pressing ? untilLimit(report) : "";
  if (suspects > 0) {
    const title = suspects === 1 ? "1 line is suspect" : `${count(suspects)} lines are suspect`;
    return { tone: "warn", title, sentence: `Nothing leaks so far; ${title}${until}.` };
  }
  if (pressing) {
    return { tone: "warn", title: "Threads run short", sentence: `No line leaks, yet threads grow${until}.` };
  }
  const live = plural(report.live, "live thread");
  return { tone: "good", title: "Nothing leaks", sentence: `Nothing leaks: ${live}, none beyond what the work explains.` };
}

function untilLimit(report: Report): string {
  const first = firstLimit(report);
  return first === null ? "" : `; all growth together meets ${first.limit} in ${duration(first.seconds)} at the soonest`;
}
