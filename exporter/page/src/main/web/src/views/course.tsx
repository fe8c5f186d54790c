/** A site over time: its population against throughput, and how old its threads grow. */

import { count, decimal, duration } from "../model/format";
import type { Site, SiteHistory } from "../model/report";
import { maximum, perSecond, span } from "../model/series";
import { Heads } from "./bits";
import { Chart } from "./charts";

export function Population({ history, missing }: { history: SiteHistory | undefined; missing: string | null }) {
  const live = history === undefined ? null : span(history);
  if (history === undefined || live === null || history.times.length < 2) {
    return (
      <section>
        <h2>Population against throughput</h2>
        <p class="none">
          {missing === null ? "No history yet: it takes two rounds." : `No history: ${missing}.`}
        </p>
      </section>
    );
  }
  const rates = perSecond(history.times, history.work);
  const known = rates.filter((rate): rate is number => rate !== null);
  const over = duration((history.times.at(-1) ?? 0) - (history.times[0] ?? 0));
  const words =
    `Live threads went from ${count(live.first)} to ${count(live.last)} in ${over}, between ${count(live.least)} and ${count(live.most)}; ` +
    (known.length === 0
      ? "throughput is unknown."
      : `throughput was between ${decimal(Math.min(...known))} and ${decimal(maximum(rates))} a second.`);
  const work = known.length === 0 ? [] : [{ name: "throughput", kind: "work", values: rates, isArea: true, isRight: true, unit: "/s" }];
  return (
    <section>
      <h2>Population against throughput</h2>
      <Chart title="Over time" times={history.times} words={words} series={[...work, { name: "live threads", kind: "live", values: history.live }]} />
    </section>
  );
}

/** As bars for now, and as layers over time where the history has them: a leak's layers thicken one by one. */
export function Ages({ site, history }: { site: Site; history: SiteHistory | undefined }) {
  const now = [
    { seconds: 0, threads: site.live },
    ...Object.entries(site.aged).map(([seconds, threads]) => ({ seconds: Number(seconds), threads })),
  ].sort((a, b) => a.seconds - b.seconds);
  const layers = history === undefined ? [] : layersOf(history);
  return (
    <section>
      <h2>Survivors by age</h2>
      <table class="ages">
        <Heads columns={[["At least"], ["Threads", "number"], ["Share", "spoken"]]} />
        <tbody>
          {now.map(({ seconds, threads }) => (
            <tr key={seconds}>
              <th scope="row">{seconds === 0 ? "any age" : duration(seconds)}</th>
              <td class="number">{count(threads)}</td>
              <td class="share">
                <span class="spoken">{site.live === 0 ? 0 : Math.round((threads / site.live) * 100)}%</span>
                <span aria-hidden="true" class="bar" style={{ width: `${site.live === 0 ? 0 : (threads / site.live) * 100}%`, minWidth: threads === 0 ? "0" : "2px" }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {history === undefined || layers.length < 2 ? null : (
        <Chart
          title="By age over time"
          times={history.times}
          series={layers}
          words={`The oldest inmost: ${layers.map((layer) => `${layer.name} ${count(layer.values.at(-1) ?? 0)}`).join(", ")} now.`}
        />
      )}
    </section>
  );
}

/** One in the other, the oldest inmost; ages that no thread has reached are left out. */
function layersOf(history: SiteHistory) {
  const { ages = [], aged = [] } = history;
  const reached = ages
    .map((seconds, i) => ({ seconds, values: aged[i] ?? [] }))
    .filter(({ values }) => values.length === history.times.length && maximum(values) > 0);
  return [
    { name: "live", kind: "age age-0", values: history.live, isArea: true },
    ...reached.map(({ seconds, values }, i) => ({ name: `${duration(seconds)} and older`, kind: `age age-${Math.min(i + 1, 5)}`, values, isArea: true })),
  ];
}
