/** The table of creation sites: sorted, filtered, and each row a link to the site's own view. */

import { memo } from "./memo";
import { useRef } from "preact/hooks";
import { count, plural, shown } from "../model/format";
import { type History, type Report, type Site, type SiteHistory, allRows, endpointsBySite, historyKey, isLeak, rowKey } from "../model/report";
import { type Route, ariaSort, fragment } from "../model/route";
import { type Column, filtered, held, nextOrder, sorted } from "../model/rows";
import { Badge, Growth, Live, Name, Oldest, StatesBar, under } from "./bits";
import { Filters } from "./filters";
import { Sparkline } from "./charts";

interface Props {
  report: Report;
  history: History | null;
  historyMissing: string | null;
  route: Route;
  onRoute: (route: Route) => void;
}

const HEADS: { column: Column; text: string; title: string; isNumber?: boolean }[] = [
  { column: "verdict", text: "Verdict", title: "What the analysis says of the line" },
  { column: "site", text: "Started at", title: "The line that started the threads" },
  { column: "live", text: "Live", title: "Live threads", isNumber: true },
  { column: "growth", text: "Growth an hour", title: "Threads an hour, with the 95 % interval", isNumber: true },
  { column: "perUnit", text: "Per 1,000 requests", title: "Threads left behind by 1,000 units of work, with the 95 % interval", isNumber: true },
  { column: "oldest", text: "Oldest", title: "Age of the oldest live thread", isNumber: true },
];

export function Sites(props: Props) {
  const { report, route, onRoute } = props;
  const table = useRef<HTMLTableElement>(null);
  const before = useRef<{ choice: string; keys: string[] }>({ choice: "", keys: [] });
  const endpoints = endpointsBySite(report);
  const all = allRows(report);
  const endpointOf = (row: Site) => (endpoints.get(row.siteId) ?? []).map(({ endpoint }) => endpoint).join(" ");
  const choice = fragment(route);
  let rows = sorted(filtered(all, route.filter, endpointOf), route.order);
  if (before.current.choice === choice && isBusyIn(table.current)) rows = held(rows, before.current.keys);
  before.current = { choice, keys: rows.map(rowKey) };
  return (
    <section aria-labelledby="sites-title">
      <div class="section-head">
        <h2 id="sites-title">Lines that start threads</h2>
        <Filters rows={all} filter={route.filter} onFilter={(filter) => onRoute({ ...route, filter })} />
      </div>
      <table class="sites" ref={table} aria-describedby="sites-count">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <Head key={head.column} {...head} route={route} onRoute={onRoute} />
            ))}
            <th scope="col" class="state">
              States
            </th>
            {props.history === null ? null : (
              <th scope="col" class="trend" title="Live threads as a line over throughput as an area, each to its own scale">
                Live over throughput
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={rowKey(row)}
              site={row}
              time={report.time}
              endpoint={under(endpoints.get(row.siteId) ?? [])}
              history={props.history?.sites[historyKey(row)]}
              hasHistory={props.history !== null}
              link={fragment({ ...route, site: rowKey(row) })}
            />
          ))}
        </tbody>
      </table>
      <p id="sites-count" class="small">
        {rows.length === all.length ? plural(all.length, "line") : `${count(rows.length)} of ${plural(all.length, "line")}`}
        {report.self.foldedSites > 0 ? `; ${count(report.self.foldedSites)} more are folded into “other”` : ""}
        {props.historyMissing === null ? "" : `; no course over time: ${props.historyMissing}`}.
      </p>
    </section>
  );
}

/** Whether somebody reads or selects there just now: then rows keep their places. */
function isBusyIn(table: HTMLTableElement | null): boolean {
  const body = table?.tBodies[0];
  if (body === undefined) return false;
  const selection = getSelection();
  const isSelected = selection !== null && !selection.isCollapsed && selection.containsNode(body, true);
  return isSelected || body.contains(document.activeElement) || body.matches(":hover");
}

type HeadProps = (typeof HEADS)[number] & { route: Route; onRoute: (route: Route) => void };

function Head({ column, text, title, isNumber, route, onRoute }: HeadProps) {
  const sort = ariaSort(route.order, column);
  return (
    <th scope="col" class={isNumber ? `number ${column}` : column} aria-sort={sort}>
      <button type="button" title={title} onClick={() => onRoute({ ...route, order: nextOrder(route.order, column) })}>
        {text}
        <span class="arrow" aria-hidden="true">
          {sort === "none" ? "" : sort === "ascending" ? "▲" : "▼"}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  site: Site;
  time: string;
  endpoint: string;
  history: SiteHistory | undefined;
  hasHistory: boolean;
  link: string;
}

/** Drawn again only when there is another report, or the link leads elsewhere. */
const Row = memo(
  ({ site, endpoint, history, hasHistory, link }: RowProps) => (
    <tr class={isLeak(site.verdict) ? "leak" : ""}>
      <td class="verdict">
        <Badge verdict={site.verdict} />
      </td>
      <th scope="row" class="site">
        <a href={link} data-row>
          <Name name={site.site} />
        </a>
        <span class="sub">
          {site.kind === "virtual" ? <span class="kind">virtual</span> : null}
          <bdi>{endpoint === "" ? packageOf(site) : shown(endpoint)}</bdi>
        </span>
      </th>
      <td class="number live">
        <Live site={site} />
      </td>
      <td class="number growth">
        <Growth estimate={site.growthPerSecond} factor={3_600} />
      </td>
      <td class="number perUnit">
        <Growth estimate={site.growthPerUnit} factor={1_000} />
      </td>
      <td class="number oldest">
        <Oldest site={site} />
      </td>
      <td class="state">
        <StatesBar site={site} />
      </td>
      {hasHistory ? (
        <td class="trend">
          <Sparkline history={history} />
        </td>
      ) : null}
    </tr>
  ),
  (a, b) => a.time === b.time && a.link === b.link && a.history === b.history && a.hasHistory === b.hasHistory && a.endpoint === b.endpoint,
);

function packageOf(site: Site): string {
  const owner = site.entry ?? site.startedBy ?? "";
  return owner === "" || owner === site.site ? "" : shown(owner.replace(/\([^()]*\)$/, ""));
}
