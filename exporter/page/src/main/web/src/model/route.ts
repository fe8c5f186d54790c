/** What is looked at, kept in the address's fragment, so that it can be linked and gone back to. */

import { type Verdict, VERDICTS } from "./report";
import { COLUMNS, type Column, type Filter, NO_FILTER, type Order } from "./rows";

export interface Route {
  /** The key of the site that is looked at, null for the table. */
  site: string | null;
  order: Order;
  filter: Filter;
}

export const START: Route = { site: null, order: { column: null, descending: true }, filter: NO_FILTER };

export function parseRoute(fragment: string): Route {
  const query = new URLSearchParams(fragment.replace(/^#/, ""));
  const sort = query.get("sort") ?? "";
  const column = COLUMNS.find((name) => name === sort.replace(/^-/, "")) ?? null;
  const kind = query.get("kind");
  const verdicts = (query.get("verdict") ?? "").split(",");
  return {
    site: query.get("site"),
    order: column === null ? START.order : { column, descending: sort.startsWith("-") },
    filter: {
      text: query.get("q") ?? "",
      verdicts: VERDICTS.filter((verdict: Verdict) => verdicts.includes(verdict)),
      kind: kind === "platform" || kind === "virtual" ? kind : "",
    },
  };
}

/** The fragment of a route, with its hash; just that where nothing is chosen. */
export function fragment(route: Route): string {
  const query = new URLSearchParams();
  if (route.site !== null) query.set("site", route.site);
  if (route.filter.text !== "") query.set("q", route.filter.text);
  if (route.filter.verdicts.length > 0) query.set("verdict", route.filter.verdicts.join(","));
  if (route.filter.kind !== "") query.set("kind", route.filter.kind);
  if (route.order.column !== null) query.set("sort", `${route.order.descending ? "-" : ""}${route.order.column}`);
  return `#${query.toString().replace(/%2C/g, ",")}`;
}

export function ariaSort(order: Order, column: Column): "ascending" | "descending" | "none" {
  if (order.column !== column) return "none";
  return order.descending ? "descending" : "ascending";
}

