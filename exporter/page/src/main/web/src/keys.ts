/** What single keys do; nothing while somebody types, nor together with others. */

import { COLUMNS, nextOrder } from "./model/rows";
import { fragment, type Route } from "./model/route";
import { SEARCH_ID } from "./views/filters";

export interface Actions {
  route(): Route;
  onRoute(route: Route): void;
  pause(): void;
  help(): void;
}

const TYPED_IN = "input[type=search], input[type=text], textarea, select";

/** Whether the key was one of ours. */
export function press(event: KeyboardEvent, actions: Actions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.key === "Escape") return escape(target, actions);
  if (target.matches(TYPED_IN)) return false;
  switch (event.key) {
    case "/":
      return focusSearch();
    case "?":
      actions.help();
      return true;
    case "p":
      actions.pause();
      return true;
    case "j":
      return moveRow(1);
    case "k":
      return moveRow(-1);
    default:
      return sortBy(event.key, actions);
  }
}

function escape(target: Element, actions: Actions): boolean {
  if (target.matches(TYPED_IN)) {
    (target as HTMLElement).blur();
    return true;
  }
  const route = actions.route();
  if (route.site === null) return false;
  location.hash = fragment({ ...route, site: null });
  return true;
}

function focusSearch(): boolean {
  const search = document.getElementById(SEARCH_ID);
  search?.focus();
  return search !== null;
}

function moveRow(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const to = at === -1 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[to]?.focus();
  return rows.length > 0;
}

function sortBy(key: string, actions: Actions): boolean {
  const column = COLUMNS[Number(key) - 1];
  const route = actions.route();
  if (column === undefined || route.site !== null) return false;
  actions.onRoute({ ...route, order: nextOrder(route.order, column) });
  return true;
}
