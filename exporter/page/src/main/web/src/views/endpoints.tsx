/** Which endpoint leaves threads behind. */

import { count, decimal, shown } from "../model/format";
import type { Report } from "../model/report";
import { type Route, fragment } from "../model/route";
import { Heads, Name, perSecond, Unknown } from "./bits";

export function Endpoints({ report, route }: { report: Report; route: Route }) {
  const { rows, folded } = report.endpoints;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="endpoints-title">
      <h2 id="endpoints-title">Endpoints</h2>
      <table class="endpoints">
        <Heads columns={[["Endpoint"], ["Live", "number"], ["Started", "number wide"], ["Served", "number narrow-not"], ["A second", "number wide"], ["Per 1,000 served", "number"], ["Mostly at", "wide"]]} />
        <tbody>
          {rows.map((row) => {
            const first = row.sites[0];
            return (
              <tr key={row.endpoint}>
                <th scope="row">
                  <bdi>{shown(row.endpoint)}</bdi>
                </th>
                <td class="number">{count(row.live)}</td>
                <td class="number wide">{count(row.started)}</td>
                <td class="number narrow-not">{count(row.completed)}</td>
                <td class="number wide">{row.perSecond === null ? <Unknown /> : perSecond(row.perSecond)}</td>
                <td class="number">{row.retainedPerUnit === null ? <Unknown /> : decimal(row.retainedPerUnit * 1_000)}</td>
                <td class="wide">
                  {first === undefined || first.live === 0 ? null : (
                    <a href={fragment({ ...route, site: first.siteId })}>
                      <Name name={first.site} />
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {folded > 0 ? <p class="small">{count(folded)} more endpoints are in “other”.</p> : null}
    </section>
  );
}
