/** The report as docs/http-api.md describes it; only the keys that the page reads. */

export const VERDICTS = ["proven", "leaking", "suspect", "proportional", "steady", "undecided"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const STATES = ["runnable", "blocked", "waiting", "timed_waiting", "new"] as const;
export type State = (typeof STATES)[number];

export type Kind = "platform" | "virtual";

export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

export interface Birthplace {
  label: string;
  pools: number;
  bound: number | null;
}

export interface StackCount {
  threads: number;
  state?: string;
  frames: string[];
}

export interface Site {
  siteId: string;
  site: string;
  kind: Kind;
  source: string;
  live: number;
  liveMargin: number;
  states: Record<string, number>;
  started: number;
  ended: number;
  aged: Record<string, number>;
  oldestSeconds: number;
  pools: number;
  bound: number | null;
  birthplaces: Birthplace[];
  verdict: Verdict;
  since: string;
  firstLeaking: string | null;
  retractions: number;
  growthPerSecond: Estimate | null;
  growthPerUnit: Estimate | null;
  survivors: number;
  survivorAgeSeconds: number;
  summary: string;
  explanation: string;
  nextStep: string;
  entry: string | null;
  startedBy: string | null;
  scope: string | null;
  frames: string[];
  stacks: StackCount[];
}

export interface EndpointRow {
  endpoint: string;
  live: number;
  started: number;
  ended: number;
  completed: number;
  perSecond: number | null;
  retainedPerUnit: number | null;
  sites: { siteId: string; site: string; live: number }[];
}

export interface ProofGroup {
  tier: "proved" | "stuck" | "probable";
  siteId: string;
  threadIds: number[];
  names: string[];
  frames: string[];
  waitsFor: string;
  why: string;
  heldBy: string[];
  retainedBytes: number | null;
  waitingSince: string | null;
}

export interface Proof {
  time: string;
  engine: string;
  threads: number;
  candidates: number;
  groups: ProofGroup[];
}

export interface Process {
  threads: number | null;
  javaThreads: number;
  nativeThreads: number | null;
  growthPerSecond: Estimate | null;
  left: Record<string, number>;
  exhaustionSeconds: Record<string, number>;
}

export interface VirtualThreads {
  started: number | null;
  ended: number | null;
  scheduler: { parallelism: number; carriers: number; mounted: number; queued: number } | null;
  pinned: number | null;
  pins: number | null;
  pinnedSeconds: number | null;
  pinnedFrames: { frame: string; pinned: number; pins: number; seconds: number }[];
  refused: number | null;
}

export interface Evidence {
  written: number;
  failed: number;
  heldBack: number;
  dropped: number;
  last: string | null;
}

export interface Report {
  format: "threadleak-report";
  version: number;
  time: string;
  intervalSeconds: number;
  leaks: boolean;
  live: number;
  sites: Site[];
  other: Site;
  otherVirtual: Site | null;
  deadlocked: number;
  limits: Record<string, number>;
  process: Process;
  work: { source: string; completed: number | null; perSecond: number | null };
  endpoints: { rows: EndpointRow[]; folded: number };
  virtualThreads: VirtualThreads | null;
  proof: Proof | null;
  self: {
    version: string;
    javaVersion: string;
    rounds: number;
    sampleSeconds: number;
    sampleFailures: number;
    retractions: number;
    sites: number;
    foldedSites: number;
    evidence: Evidence | null;
    notes: string[];
  };
}

export interface SiteHistory {
  times: number[];
  live: number[];
  work: (number | null)[];
  started?: number[];
  ended?: number[];
  ages?: number[];
  aged?: number[][];
}

export interface History {
  format: "threadleak-history";
  version: number;
  intervalSeconds: number;
  sites: Record<string, SiteHistory>;
}

export interface Stacks {
  format: "threadleak-stacks";
  version: number;
  siteId: string;
  threads: number;
  sampled: number;
  stacks: StackCount[];
}

/** What a standalone page carries. */
export interface Embedded {
  report: Report | null;
  history: History | null;
}

export function isLeak(verdict: Verdict): boolean {
  return verdict === "leaking" || verdict === "proven";
}

/** What tells a row from all others: a line that starts both kinds has two rows, `other` as well. */
export function rowKey(site: Site): string {
  return site.siteId === "other" ? `other-${site.kind}` : site.siteId;
}

/** The name that a row has in the history, where the rests of both kinds stand side by side. */
export function historyKey(site: Site): string {
  return site.siteId === "other" && site.kind === "virtual" ? "other (virtual)" : site.siteId;
}

/** All rows, the rests last, and these only where they hold a thread. */
export function allRows(report: Report): Site[] {
  const rests = [report.other, report.otherVirtual].filter(
    (row): row is Site => row !== null && (row.live > 0 || row.started > 0),
  );
  return [...report.sites, ...rests];
}

/** The endpoint that the most live threads of a site were started under, as far as one is known. */
export function endpointsBySite(report: Report): Map<string, { endpoint: string; live: number }[]> {
  const bySite = new Map<string, { endpoint: string; live: number }[]>();
  for (const row of report.endpoints.rows) {
    for (const site of row.sites) {
      const known = bySite.get(site.siteId) ?? [];
      known.push({ endpoint: row.endpoint, live: site.live });
      bySite.set(site.siteId, known);
    }
  }
  bySite.forEach((known) => known.sort((a, b) => b.live - a.live));
  return bySite;
}
