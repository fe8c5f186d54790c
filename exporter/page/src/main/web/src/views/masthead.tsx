/** What stands above everything: whose page it is, how fresh it is, and the verdict. */

import { Component, type ComponentChildren } from "preact";
import type { Feed } from "../feed";
import { clock, decimal } from "../model/format";
import { headline, type Tone } from "../model/headline";
import type { Report } from "../model/report";

const TONES: Record<Tone, string> = { bad: "●", warn: "▲", good: "✓", wait: "…" };

export function Masthead({ feed, onPause, onHelp }: { feed: Feed; onPause: (paused: boolean) => void; onHelp: () => void }) {
  const { report } = feed;
  return (
    <header>
      <p class="brand">
        <strong>threadleak</strong>
        {report === null ? null : (
          <span class="small">
            {report.self.version}, Java {report.self.javaVersion}
          </span>
        )}
      </p>
      <div class="fresh">
        <Freshness feed={feed} />
        {feed.standalone ? null : (
          <button type="button" aria-pressed={feed.paused} onClick={() => onPause(!feed.paused)}>
            {feed.paused ? "Go on" : "Pause"}
          </button>
        )}
        <button type="button" class="help" aria-label="Help" onClick={onHelp}>
          ?
        </button>
      </div>
    </header>
  );
}

function Freshness({ feed }: { feed: Feed }) {
  const { report, received, paused, standalone } = feed;
  if (report === null) return null;
  const at = Date.parse(report.time);
  const time = (
    <time dateTime={report.time} title={report.time}>
      {clock(at, Date.now())}
    </time>
  );
  if (standalone) return <span class="small">As of {time}. A file: it does not update itself.</span>;
  return (
    <span class="small">
      as of {time}
      {paused ? ", paused" : received === null ? "" : `, every ${decimal(report.intervalSeconds)} s`}
    </span>
  );
}

/** The verdict in one sentence, the first thing on the page. */
export function Verdict({ report }: { report: Report }) {
  const { tone, sentence } = headline(report);
  return (
    <h1 class={`headline ${tone}`}>
      <span class="mark" aria-hidden="true">
        {TONES[tone]}
      </span>
      <span>{sentence}</span>
    </h1>
  );
}

/** Since when the server does not answer, why, and when it is asked again. */
export function Broken({ feed }: { feed: Feed }) {
  const { failure, report } = feed;
  if (failure !== null) {
    const now = Date.now();
    return (
      <p class="broken">
        <strong>{report === null ? "No report" : `Nothing new since ${clock(failure.since, now)}`}</strong>: {failure.reason}. {feed.paused ? "Paused." : `It is asked again at ${clock(failure.nextTry, now)}.`}
      </p>
    );
  }
  if (report !== null && report.version !== 1) {
    return <p class="broken">The server's report is of version {report.version}, this page is of version 1: reload the page.</p>;
  }
  return null;
}

/** Whatever fails to be drawn is told instead of leaving nothing. */
export class Guard extends Component<{ children: ComponentChildren }, { failure: string | null }> {
  override state = { failure: null };

  static override getDerivedStateFromError(failure: unknown) {
    return { failure: String(failure) };
  }

  override render() {
    if (this.state.failure === null) return this.props.children;
    return (
      <main>
        <p class="broken">
          The page cannot draw this report: {this.state.failure}. <a href="api/v1/report">The report as JSON</a>
        </p>
      </main>
    );
  }
}
