/** One line that starts threads: its course, its stacks, its pools, and what to do. */

import { useEffect, useRef } from "preact/hooks";
import type { Feed } from "../feed";
import { clock, count, duration, interval, plural, shown, signed } from "../model/format";
import { type Report, type Site, endpointsBySite, historyKey } from "../model/report";
import { Badge, Fact, Frames, Heads, Live, Name, Oldest, states, Unknown } from "./bits";
import { Ages, Population } from "./course";
import { Proofs } from "./proofs";
import { SiteProfile } from "./profiles";
import { StandNow } from "./stacks";
import type { SiteAnswers } from "./site-answers";

interface Props {
  site: Site;
  report: Report;
  feed: Feed;
  answers: SiteAnswers;
  isProfiled: boolean;
  back: string;
}

export function SiteView({ site, report, feed, answers, isProfiled, back }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), [site.siteId, site.kind]);
  const history = answers.history ?? feed.history?.sites[historyKey(site)];
  const groups = report.proof?.groups.filter((group) => group.siteId === site.siteId) ?? [];
  return (
    <article class="one">
      <p class="crumb">
        <a href={back} data-back>
          <span aria-hidden="true">←</span> All lines
        </a>
      </p>
      <h1 ref={title} tabIndex={-1}>
        <Name name={site.site} wrap />
      </h1>
      <p class="verdict-line">
        <Badge verdict={site.verdict} /> <span class="small">since {clock(Date.parse(site.since), Date.now())}</span>
        {site.kind === "virtual" ? <span class="kind">virtual</span> : null}
      </p>
      <div class="words">
        <p class="lead">{shown(site.summary, 2_000)}</p>
        <p>{shown(site.explanation, 2_000)}</p>
        <p class="next">
          <strong>Next step</strong> {shown(site.nextStep, 2_000)}
        </p>
      </div>
      <SiteFacts site={site} />
      <SiteNames site={site} report={report} />
      <Population history={history} missing={answers.historyMissing ?? feed.historyMissing} />
      <Ages site={site} history={history} />
      <section aria-labelledby="creation-title">
        <h2 id="creation-title">What started them</h2>
        <p class="small">The starter's stack, nearest frame first; seen by {SOURCES[site.source] ?? site.source}.</p>
        <Frames frames={site.frames} label="Creation stack" />
      </section>
      <StandNow site={site} answers={answers} standalone={feed.standalone} />
      <Pools site={site} />
      <Proofs groups={groups} proof={report.proof} />
      {isProfiled ? <SiteProfile site={site} /> : null}
    </article>
  );
}

const SOURCES: Record<string, string> = {
  agent: "the agent, at each start",
  factory: "a counted factory",
  jfr: "a JFR stream",
  task: "the class of the task alone",
  name: "the threads' name alone",
};

function SiteFacts({ site }: { site: Site }) {
  const hour = site.growthPerSecond;
  const unit = site.growthPerUnit;
  return (
    <dl class="facts">
      <Fact term="Live">
        <Live site={site} />
      </Fact>
      <Fact term="Growth an hour">
        {hour === null ? <Unknown /> : signed(hour.value * 3_600)}
        {hour === null ? null : <span class="note">{interval(hour, 3_600)}</span>}
      </Fact>
      <Fact term="Per 1,000 requests">
        {unit === null ? <Unknown /> : signed(unit.value * 1_000)}
        {unit === null ? null : <span class="note">{interval(unit, 1_000)}</span>}
      </Fact>
      <Fact term="Oldest">
        <Oldest site={site} />
      </Fact>
      <Fact term="Started, ended">
        {count(site.started)}, {count(site.ended)}
      </Fact>
      {site.firstLeaking === null ? null : (
        <Fact term="First leaking">
          {clock(Date.parse(site.firstLeaking), Date.now())}
          {site.retractions > 0 ? <span class="note">taken back {plural(site.retractions, "time")}</span> : null}
        </Fact>
      )}
      {site.survivors > 0 && site.survivorAgeSeconds > 0 ? (
        <Fact term="Survivors">
          {count(site.survivors)}
          <span class="note">older than {duration(site.survivorAgeSeconds)}</span>
        </Fact>
      ) : null}
    </dl>
  );
}

/** By whom, and for whom: names, which take a line each. */
function SiteNames({ site, report }: { site: Site; report: Report }) {
  const endpoints = endpointsBySite(report).get(site.siteId) ?? [];
  return (
    <dl class="names">
      <Fact term="States">
        {states(site)
          .map(({ name, threads }) => `${count(threads)} ${name}`)
          .join(", ") || <Unknown />}
      </Fact>
      {site.entry === null ? null : (
        <Fact term="Entry">
          <Name name={site.entry} wrap />
        </Fact>
      )}
      {endpoints.length === 0 ? null : (
        <Fact term="Endpoint">
          <bdi>{endpoints.slice(0, 5).map(({ endpoint, live }) => `${shown(endpoint)} (${count(live)} live)`).join(", ")}</bdi>
        </Fact>
      )}
      {site.startedBy === null ? null : (
        <Fact term="Started by">
          <Name name={site.startedBy} wrap />
        </Fact>
      )}
      {site.scope === null ? null : <Fact term="Scope">{shown(site.scope)}</Fact>}
    </dl>
  );
}

function Pools({ site }: { site: Site }) {
  if (site.pools === 0) return null;
  return (
    <section aria-labelledby="pools-title">
      <h2 id="pools-title">Pools</h2>
      <p>
        The live threads belong to {plural(site.pools, "pool")}
        {site.bound === null ? ", of no known bound." : `, which may hold ${plural(site.bound, "thread")} in all.`}
      </p>
      {site.birthplaces.length === 0 ? (
        <p class="none">Nobody saw where they were made.</p>
      ) : (
        <table>
          <Heads columns={[["Made at"], ["Pools", "number"], ["Bound", "number"]]} />
          <tbody>
            {site.birthplaces.map((place) => (
              <tr key={place.label}>
                <th scope="row">
                  <Name name={place.label} wrap />
                </th>
                <td class="number">{count(place.pools)}</td>
                <td class="number">{place.bound === null ? "none" : count(place.bound)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
