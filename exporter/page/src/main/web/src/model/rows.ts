/** Which rows the table shows, and in which order. */

import { type Site, type Verdict, VERDICTS, rowKey } from "./report";

export const COLUMNS = ["verdict", "site", "live", "growth", "perUnit", "oldest"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  /** Null: as the report has them, most telling first. */
  column: Column | null;
  descending: boolean;
}

export interface Filter {
  text: string;
  verdicts: readonly Verdict[];
  kind: "" | "platform" | "virtual";
}

export const NO_FILTER: Filter = { text: "", verdicts: [], kind: "" };

/** A first press sorts by what people look for: most, surest, oldest; names from A on. */
export function firstDirection(column: Column): boolean {
  return column !== "site";
}

export function nextOrder(order: Order, column: Column): Order {
  if (order.column !== column) return { column, descending: firstDirection(column) };
  if (order.descending === firstDirection(column)) return { column, descending: !order.descending };
  return { column: null, descending: true };
}

export function filtered(rows: readonly Site[], filter: Filter, endpointOf: (row: Site) => string): Site[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return rows.filter((row) => {
    if (filter.kind !== "" && row.kind !== filter.kind) return false;
    if (filter.verdicts.length > 0 && !filter.verdicts.includes(row.verdict)) return false;
    if (words.length === 0) return true;
    const text = `${row.site} ${row.siteId} ${endpointOf(row)} ${row.entry ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const KEYS: Record<Column, (row: Site) => number | string | null> = {
  verdict: (row) => VERDICTS.length - VERDICTS.indexOf(row.verdict),
  site: (row) => row.site.toLowerCase(),
  live: (row) => row.live,
  growth: (row) => row.growthPerSecond?.value ?? null,
  perUnit: (row) => row.growthPerUnit?.value ?? null,
  oldest: (row) => row.oldestSeconds,
};

/** Stable; what is unknown comes last either way. */
export function sorted(rows: readonly Site[], order: Order): Site[] {
  if (order.column === null) return [...rows];
  const key = KEYS[order.column];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const x = key(a);
    const y = key(b);
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    return x < y ? -sign : x > y ? sign : 0;
  });
}

/** The rows in the order of before, newcomers behind: while somebody is at one of them. */
export function held(rows: readonly Site[], before: readonly string[]): Site[] {
  const place = new Map(before.map((key, i) => [key, i]));
  const at = (row: Site) => place.get(rowKey(row)) ?? before.length;
  return [...rows].sort((a, b) => at(a) - at(b));
}
