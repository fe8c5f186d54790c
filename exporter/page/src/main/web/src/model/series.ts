/** Series over time made ready to be drawn. */

import type { SiteHistory } from "./report";

export interface Point {
  x: number;
  y: number;
}

/**
 * Work a second between one point and the next, at the later one; null where a count is unknown or fell, as
 * it does when the process begins anew.
 */
export function perSecond(times: readonly number[], work: readonly (number | null)[]): (number | null)[] {
  return times.map((time, i) => {
    const now = work[i];
    const before = work[i - 1];
    const earlier = times[i - 1];
    if (now == null || before == null || earlier === undefined || time <= earlier || now < before) return null;
    return (now - before) / (time - earlier);
  });
}

/** The least round number that is not below a value: where an axis ends. */
export function niceMaximum(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

export function maximum(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => (value !== null && value > most ? value : most), 0);
}

/** Instants for at most so many ticks between two, on round minutes, hours or days of this time zone. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const steps = [10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];
  const step = steps.find((candidate) => (to - from) / candidate <= most) ?? Math.ceil((to - from) / most);
  const shift = new Date(from * 1_000).getTimezoneOffset() * 60;
  const ticks: number[] = [];
  for (let t = Math.ceil((from - shift) / step) * step + shift; t <= to && ticks.length < 60; t += step) {
    ticks.push(t);
  }
  return ticks;
}

const digits = (value: number) => Math.round(value * 100) / 100;

/** SVG path of a line through a box; a null breaks it. Steps rather than slopes are never needed here. */
export function linePath(
  times: readonly number[],
  values: readonly (number | null)[],
  box: { from: number; to: number; most: number; width: number; height: number },
): string {
  let path = "";
  let down = false;
  const span = box.to - box.from || 1;
  times.forEach((time, i) => {
    const value = values[i];
    if (value == null) {
      down = false;
      return;
    }
    const x = digits(((time - box.from) / span) * box.width);
    const y = digits(box.height - (value / (box.most || 1)) * box.height);
    path += `${down ? "L" : "M"}${x} ${y}`;
    down = true;
  });
  return path;
}

/** The area under the line, piece by piece. */
export function areaPath(
  times: readonly number[],
  values: readonly (number | null)[],
  box: { from: number; to: number; most: number; width: number; height: number },
): string {
  return linePath(times, values, box)
    .split("M")
    .filter((piece) => piece !== "")
    .map((piece) => {
      const first = piece.split("L")[0] ?? "";
      const last = piece.split("L").at(-1) ?? first;
      const left = first.split(" ")[0];
      const right = last.split(" ")[0];
      return `M${left} ${box.height}L${piece}L${right} ${box.height}Z`;
    })
    .join("");
}

/** First, least, most and last of a series, in which a chart is told to those who do not see it. */
export function span(history: SiteHistory): { first: number; least: number; most: number; last: number } | null {
  const live = history.live;
  const first = live[0];
  const last = live.at(-1);
  if (first === undefined || last === undefined) return null;
  return { first, least: live.reduce((a, b) => Math.min(a, b)), most: maximum(live), last };
}
