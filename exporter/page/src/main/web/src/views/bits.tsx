/** Small parts that several views are made of. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { count, decimal, duration, type FrameParts, frameParts, interval, lineOf, plural, shown, signed, UNKNOWN } from "../model/format";
import { type Estimate, type Site, type State, STATES, type Verdict } from "../model/report";

/** A shape for each verdict, since colour alone tells nothing to some. */
const MARKS: Record<Verdict, string> = {
  proven: "◆",
  leaking: "●",
  suspect: "▲",
  proportional: "≈",
  steady: "–",
  undecided: "?",
};

export function Badge({ verdict }: { verdict: Verdict }) {
  return (
    <span class={`badge ${verdict}`}>
      <span aria-hidden="true">{MARKS[verdict] ?? "?"}</span> {verdict}
    </span>
  );
}

/** A frame or any other name of a site: method first, the package where there is room. */
export function Name({ name, wrap }: { name: string; wrap?: boolean }) {
  const { place, method, source } = frameParts(name);
  if (place === "" && source === "") return <bdi class="name">{shown(method)}</bdi>;
  return (
    <bdi class="name" title={shown(name)}>
      {wrap && place !== "" ? <span class="place">{shown(place)}</span> : null}
      <span class="method">{shown(method)}</span>
      <Line parts={{ place, method, source }} />
    </bdi>
  );
}

/** The line within a file, or the file where the method does not tell it. */
export function Line({ parts }: { parts: FrameParts }) {
  const line = lineOf(parts);
  return line === "" ? null : <span class="source">{shown(line, 100)}</span>;
}

/** Frames as a numbered list, the nearest first. */
export function Frames({ frames, label }: { frames: readonly string[]; label: string }) {
  if (frames.length === 0) return <p class="none">No frame is known.</p>;
  return (
    <ol class="frames" aria-label={label}>
      {frames.map((frame, i) => (
        <li key={i}>
          <Name name={frame} wrap />
        </li>
      ))}
    </ol>
  );
}

/** A slope with its interval below. */
export function Growth({ estimate, factor }: { estimate: Estimate | null; factor: number }) {
  if (estimate === null) return <Unknown />;
  return (
    <>
      {signed(estimate.value * factor)}
      <span class="interval">{interval(estimate, factor)}</span>
    </>
  );
}

export function Unknown() {
  return (
    <>
      <span aria-hidden="true">{UNKNOWN}</span>
      <span class="spoken">unknown</span>
    </>
  );
}

const STATE_NAMES: Record<State, string> = {
  runnable: "runnable",
  blocked: "blocked",
  waiting: "waiting",
  timed_waiting: "timed waiting",
  new: "new",
};

/** Live threads by state, most first, those without any left out. */
export function states(site: Site): { state: State; name: string; threads: number }[] {
  return STATES.map((state) => ({ state, name: STATE_NAMES[state], threads: site.states[state] ?? 0 }))
    .filter(({ threads }) => threads > 0)
    .sort((a, b) => b.threads - a.threads);
}

/** One bar for all states, with the commonest in words; the rest is in the title and spoken. */
export function StatesBar({ site }: { site: Site }) {
  const all = states(site);
  const first = all[0];
  const total = all.reduce((sum, { threads }) => sum + threads, 0);
  if (first === undefined) return <Unknown />;
  const words = all.map(({ name, threads }) => `${count(threads)} ${name}`).join(", ");
  let at = 0;
  const stops = all.map(({ state, threads }) => {
    const from = at;
    at += (threads / total) * 100;
    return `var(--state-${state}) ${from}% ${at}%`;
  });
  return (
    <span class="states" title={words}>
      <span class="bar" aria-hidden="true" style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }} />
      <span class="small" aria-hidden="true">
        {all.length === 1 ? first.name : `${Math.round((first.threads / total) * 100)}% ${first.name}`}
      </span>
      <span class="spoken">{words}</span>
    </span>
  );
}

/** Live threads, with how far they may be off where they were estimated. */
export function Live({ site }: { site: Site }) {
  return (
    <>
      {count(site.live)}
      {site.liveMargin > 0 ? <span class="interval">±{count(site.liveMargin)}</span> : null}
    </>
  );
}

export function Oldest({ site }: { site: Site }) {
  return site.live === 0 ? <Unknown /> : <>{duration(site.oldestSeconds)}</>;
}

/** The endpoint that most of a site's threads were started under, and how many others there are. */
export function under(endpoints: readonly { endpoint: string; live: number }[]): string {
  const first = endpoints[0];
  if (first === undefined) return "";
  return endpoints.length === 1 ? first.endpoint : `${first.endpoint} and ${plural(endpoints.length - 1, "other")}`;
}

/** Text with a button that copies it; where the browser refuses, it is selected instead. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState("");
  const copy = async (event: Event) => {
    const line = (event.currentTarget as HTMLElement).previousElementSibling;
    try {
      await navigator.clipboard.writeText(text);
      setState("Copied");
    } catch {
      if (line !== null) getSelection()?.selectAllChildren(line);
      setState("Selected: copy it with your keys");
    }
    setTimeout(() => setState(""), 3_000);
  };
  return (
    <span class="copyable">
      <code>{text}</code>
      <button type="button" onClick={copy} aria-label={`Copy: ${label}`}>
        Copy
      </button>
      <span class="small" role="status">
        {state}
      </span>
    </span>
  );
}

/** A term and what it comes to, for lists of facts. */
export function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function perSecond(value: number | null): string {
  return value === null ? UNKNOWN : `${decimal(value)}/s`;
}

/** The head of a plain table: each column's words, and its classes where it has any. */
export function Heads({ columns }: { columns: readonly (readonly [words: string, classes?: string])[] }) {
  return (
    <thead>
      <tr>
        {columns.map(([words, classes = ""]) => (
          <th key={words} scope="col" class={classes}>
            {words}
          </th>
        ))}
      </tr>
    </thead>
  );
}
