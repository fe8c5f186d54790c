/** Charts as SVG of the page's own, each with its figures in words. */

import { useState } from "preact/hooks";
import { clock, count, decimal, duration, hourMinute } from "../model/format";
import type { SiteHistory } from "../model/report";
import { areaPath, linePath, maximum, niceMaximum, perSecond, span, timeTicks } from "../model/series";

const WIDTH = 1_000;
const HEIGHT = 200;

/** Live threads as a line over throughput as an area, each to its own scale: two shapes to compare. */
export function Sparkline({ history }: { history: SiteHistory | undefined }) {
  const live = history === undefined ? null : span(history);
  if (history === undefined || live === null || history.times.length < 2) {
    return <span class="small">no history yet</span>;
  }
  const rates = perSecond(history.times, history.work);
  const box = { from: history.times[0] ?? 0, to: history.times.at(-1) ?? 1, width: 120, height: 24 };
  const most = maximum(rates);
  const words =
    `Live ${count(live.first)} to ${count(live.last)}, at most ${count(live.most)}, over ${duration(box.to - box.from)}` +
    (most > 0 ? `; throughput up to ${decimal(most)} per second` : "; throughput unknown");
  return (
    <svg class="sparkline" viewBox="0 -2 120 28" preserveAspectRatio="none" role="img" aria-label={words}>
      <path class="work" d={areaPath(history.times, rates, { ...box, most: most || 1 })} />
      <path class="live" d={linePath(history.times, history.live, { ...box, most: live.most || 1 })} />
    </svg>
  );
}

export interface Series {
  name: string;
  /** The class that gives it its colour. */
  kind: string;
  values: readonly (number | null)[];
  isArea?: boolean;
  /** On the axis to the right. */
  isRight?: boolean;
  unit?: string;
}

/** One or two axes over time, with a legend, a reading under the pointer and a table of the same. */
export function Chart({ title, times, series, words }: { title: string; times: readonly number[]; series: readonly Series[]; words: string }) {
  const [at, setAt] = useState<number | null>(null);
  const from = times[0] ?? 0;
  const to = times.at(-1) ?? from;
  const most = (right: boolean) =>
    niceMaximum(Math.max(0, ...series.filter((one) => (one.isRight ?? false) === right).map((one) => maximum(one.values))));
  const [left, right] = [most(false), most(true)];
  const hasRight = series.some((one) => one.isRight);
  const box = (one: Series) => ({ from, to, most: one.isRight ? right : left, width: WIDTH, height: HEIGHT });
  const share = (time: number) => ((time - from) / (to - from || 1)) * 100;
  const point = (event: PointerEvent) => {
    const place = (event.currentTarget as HTMLElement).getBoundingClientRect();
    setAt(nearest(times, from + ((event.clientX - place.left) / place.width) * (to - from)));
  };
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong>
        <Legend series={series} />
      </figcaption>
      <div class={hasRight ? "plot with-right" : "plot"}>
        <div class="canvas" role="img" aria-label={`${title}: ${words}`} onPointerMove={point} onPointerLeave={() => setAt(null)}>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            {[0, 0.25, 0.5, 0.75].map((y) => (
              <path key={y} class="grid" d={`M0 ${HEIGHT * y}H${WIDTH}`} />
            ))}
            {series.map((one) => (
              <g key={one.name} class={one.kind}>
                {one.isArea ? <path class="area" d={areaPath(times, one.values, box(one))} /> : null}
                <path class="line" d={linePath(times, one.values, box(one))} />
              </g>
            ))}
            <path class="base" d={`M0 ${HEIGHT}H${WIDTH}`} />
            {at === null ? null : <path class="cursor" d={`M${share(times[at] ?? 0) * 10} 0V${HEIGHT}`} />}
          </svg>
          <AxisLabels most={left} side="left" />
          {hasRight ? <AxisLabels most={right} side="right" unit="/s" /> : null}
          {timeTicks(from, to, 6).map((tick) => (
            <span key={tick} class="tick x" style={{ left: `${share(tick)}%` }}>
              {hourMinute(tick * 1_000)}
            </span>
          ))}
          {at === null ? null : <Reading times={times} series={series} at={at} left={share(times[at] ?? 0)} />}
        </div>
      </div>
      <p class="small">{words}</p>
      <Numbers title={title} times={times} series={series} />
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <span class="legend">
      {series.map((one) => (
        <span key={one.name} class={one.kind}>
          <span class={one.isArea ? "swatch area" : "swatch"} aria-hidden="true" /> {one.name}
        </span>
      ))}
    </span>
  );
}

function AxisLabels({ most, side, unit = "" }: { most: number; side: "left" | "right"; unit?: string }) {
  return (
    <>
      {[0, 0.5, 1].map((share) => (
        <span key={share} class={`tick ${side}`} style={{ bottom: `${share * 100}%` }}>
          {decimal(most * share)}
          {unit}
        </span>
      ))}
    </>
  );
}

function Reading({ times, series, at, left }: { times: readonly number[]; series: readonly Series[]; at: number; left: number }) {
  return (
    <span class={left > 60 ? "reading flipped" : "reading"} style={{ left: `${left}%` }}>
      <span>{clock((times[at] ?? 0) * 1_000, Date.now())}</span>
      {series.map((one) => (
        <span key={one.name}>
          {one.name} {figure(one.values[at], one.unit)}
        </span>
      ))}
    </span>
  );
}

/** The chart for those who would rather read, or hear: at most 13 of its points. */
function Numbers({ title, times, series }: { title: string; times: readonly number[]; series: readonly Series[] }) {
  const step = Math.max(1, Math.ceil((times.length - 1) / 12));
  const picked = times.map((_, i) => i).filter((i) => (times.length - 1 - i) % step === 0);
  return (
    <details class="numbers">
      <summary>As a table</summary>
      <table>
        <caption class="spoken">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map((one) => (
              <th key={one.name} scope="col" class="number">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {picked.map((i) => (
            <tr key={i}>
              <th scope="row">{clock((times[i] ?? 0) * 1_000, Date.now())}</th>
              {series.map((one) => (
                <td key={one.name} class="number">
                  {figure(one.values[i], one.unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function figure(value: number | null | undefined, unit = ""): string {
  return value == null ? "unknown" : `${decimal(value)}${unit}`;
}

function nearest(times: readonly number[], time: number): number {
  let best = 0;
  times.forEach((candidate, i) => {
    if (Math.abs(candidate - time) < Math.abs((times[best] ?? 0) - time)) best = i;
  });
  return best;
}
