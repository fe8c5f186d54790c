/** The whole page. */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Environment, Feed } from "../feed";
import { headline } from "../model/headline";
import { type Report, allRows, rowKey } from "../model/report";
import { type Route, fragment } from "../model/route";
import { Endpoints } from "./endpoints";
import { Limits, Notes, Strip, Virtual } from "./facts";
import { Help } from "./help";
import { Profiles, type Served } from "./profiles";
import { useSiteAnswers } from "./site-answers";
import { SiteView } from "./site";
import { Sites } from "./sites";
import { Broken, Masthead, Verdict } from "./masthead";

export interface AppProps {
  feed: Feed;
  route: Route;
  onRoute: (route: Route) => void;
  onPause: (paused: boolean) => void;
  profiles: Served;
  isHelping: boolean;
  onHelp: (isHelping: boolean) => void;
  fetch: Environment["fetch"] | null;
}

export function App(props: AppProps) {
  const { feed, route, onHelp } = props;
  const { report } = feed;
  const site = route.site === null || report === null ? null : (allRows(report).find((row) => rowKey(row) === route.site) ?? null);
  const answers = useSiteAnswers(site, report?.time ?? "", props.fetch);
  useWayBack(route.site);
  const title = report === null ? "threadleak" : `${headline(report).title} – threadleak`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const table = fragment({ ...route, site: null });
  return (
    <>
      <Masthead feed={feed} onPause={props.onPause} onHelp={() => onHelp(true)} />
      <main>
        <Broken feed={feed} />
        {report === null ? (
          <Nothing feed={feed} />
        ) : route.site === null ? (
          <Overview {...props} report={report} />
        ) : site === null ? (
          <p class="none">
            The latest report has no line {route.site}: it may have been folded into “other”, or belong to another process. <a href={table}>All lines</a>
          </p>
        ) : (
          <SiteView site={site} report={report} feed={feed} answers={answers} isProfiled={!feed.standalone && props.profiles === true} back={table} />
        )}
      </main>
      {props.isHelping ? <Help onClose={() => onHelp(false)} /> : null}
      <p class="spoken" role="status">
        {feed.failure !== null ? "The server does not answer." : report === null ? "" : headline(report).title}
      </p>
    </>
  );
}

function Nothing({ feed }: { feed: Feed }) {
  if (feed.standalone) return <p class="none">This file holds no report.</p>;
  return <p class="none">{feed.failure === null ? "Asking for the report …" : "Nothing can be shown until the server answers."}</p>;
}

function Overview(props: AppProps & { report: Report }) {
  const { feed, report, route } = props;
  const isEmpty = report.self.rounds === 0;
  return (
    <>
      <Verdict report={report} />
      {isEmpty ? (
        <p class="none">What it finds will stand here after the first round, within {Math.ceil(report.intervalSeconds)} s.</p>
      ) : (
        <>
          <Strip report={report} />
          <Sites report={report} history={feed.history} historyMissing={feed.historyMissing} route={route} onRoute={props.onRoute} />
          <Endpoints report={report} route={route} />
          <div class="pair">
            <Limits report={report} />
            <Virtual virtual={report.virtualThreads} />
          </div>
        </>
      )}
      <Profiles served={props.profiles} standalone={feed.standalone} />
      <Notes report={report} />
    </>
  );
}

/** Leaving the table remembers where one was; coming back leads there, focus and all. */
function useWayBack(site: string | null): void {
  const left = useRef({ site, scroll: 0 });
  useEffect(() => {
    const remember = () => {
      if (left.current.site === null) left.current.scroll = scrollY;
    };
    addEventListener("scroll", remember, { passive: true });
    return () => removeEventListener("scroll", remember);
  }, []);
  useLayoutEffect(() => {
    const before = left.current;
    left.current = { site, scroll: before.scroll };
    if (before.site === site) return;
    if (site !== null) {
      scrollTo(0, 0);
      return;
    }
    const link = [...document.querySelectorAll<HTMLAnchorElement>("a[data-row]")].find(
      (row) => new URLSearchParams(row.hash.slice(1)).get("site") === before.site,
    );
    link?.focus({ preventScroll: true });
    scrollTo(0, before.scroll);
  }, [site]);
}
