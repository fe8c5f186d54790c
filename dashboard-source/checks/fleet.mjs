/**
 * A fleet that never was, in the words of the exporter: two services of several instances each, over
 * seven hours. In one a release brings a line that leaks; everything else that a dashboard can show happens
 * somewhere as well: a restart, a proof, a deadlock, pinned threads, failed rounds, folded sites.
 */

export const HOURS = 7;
export const INTERVAL = 60;

/** Hours before the end. */
const RELEASE = 4;
const RESTART = 2;

const STATES = ['new', 'runnable', 'blocked', 'waiting', 'timed_waiting'];
const AGES = [60, 300, 900, 3600, 14400];
const VERDICTS = ['undecided', 'steady', 'proportional', 'suspect', 'leaking', 'proven'];
const LIMITS = { pids_max: 640, ulimit: 4096, threads_max: 127000, map_count: 32000, memory: 9000 };

/** Evenly spread, the same at each run. */
function random(seed) {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822507) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}

/** Creation sites of a service: how many threads live there, and how they come to be. */
const SITES = {
  orders: [
    { id: '0a51c3e7', site: 'com.acme.orders.PriceCache.refresh(PriceCache.java:88)', kind: 'platform', leak: 30, since: RELEASE, endpoint: 'GET /orders/{id}' },
    { id: '7fd20b11', site: 'com.acme.orders.RetryQueue.later(RetryQueue.java:41)', kind: 'platform', leak: 2.4, since: HOURS, endpoint: 'POST /orders', proven: true },
    { id: '1c93d0aa', site: 'com.acme.orders.Audit.record(Audit.java:19)', kind: 'platform', leak: 1.2, since: 3, suspect: true, endpoint: 'POST /orders' },
    { id: '55e0f6c2', site: 'com.acme.orders.OrderServer.start(OrderServer.java:52)', kind: 'platform', pool: 40 },
    { id: '9b7718d4', site: 'com.acme.orders.Export.run(Export.java:7)', kind: 'platform', busy: 0.12, endpoint: 'GET /export' },
    { id: 'c4402e9f', site: 'com.acme.orders.Mailer.send(Mailer.java:63)', kind: 'virtual', busy: 2.4, endpoint: 'POST /orders' },
    { id: 'e81f4b30', site: 'com.acme.orders.Stock.watch(Stock.java:30)', kind: 'virtual', leak: 60, since: RELEASE, endpoint: 'GET /stock' },
    { id: 'other', site: 'other', kind: 'platform', pool: 6 },
  ],
  billing: [
    { id: '3300aa01', site: 'com.acme.billing.Ledger.open(Ledger.java:112)', kind: 'platform', pool: 24 },
    { id: '3300aa02', site: 'com.acme.billing.Invoices.print(Invoices.java:15)', kind: 'platform', busy: 0.2, endpoint: 'GET /invoices' },
    { id: 'other', site: 'other', kind: 'platform', pool: 4 },
  ],
};

const INSTANCES = { orders: 6, billing: 3 };

/** Every sample of every instance, as text for `promtool tsdb create-blocks-from openmetrics`. */
export function* openMetrics(end) {
  for (const [job, count] of Object.entries(INSTANCES)) {
    for (let i = 1; i <= count; i++) {
      yield* instance(job, `${job}-${i}.acme.example:9847`, i, end);
    }
  }
  yield '# EOF\n';
}

function* instance(job, name, number, end) {
  const next = random(number * 31 + job.length);
  const target = { job, instance: name };
  const begin = end - HOURS * 3600;
  const process = { work: 0, sites: SITES[job].map((site) => ({ ...site, started: 0, live: 0, began: begin })) };
  let up = begin;
  for (let time = begin; time <= end; time += INTERVAL) {
    const left = (end - time) / 3600;
    const restarted = (left === RELEASE && job === 'orders') || (left === RESTART && number === 4);
    if (restarted) {
      up = time;
      process.work = 0;
      process.sites.forEach((site) => Object.assign(site, { started: 0, live: 0, began: time }));
    }
    const load = busyness(end - time) * (0.9 + 0.2 * next()) * (0.6 + 0.15 * number);
    process.work += Math.round(load * INTERVAL);
    process.load = load;
    for (const site of process.sites) {
      live(site, time, left, load, number, next);
    }
    const write = (metric, value, labels = {}) => sample(metric, { ...target, ...labels }, value, time);
    yield* siteSamples(process, time, left, write);
    yield* recorded(process, time, left, write);
    yield* processSamples(process, time, left, up, number, write);
  }
}

/** Requests per second: it is noon at the end, whatever the clock says. */
function busyness(secondsBeforeEnd) {
  return 20 + 12 * Math.cos((secondsBeforeEnd / 86400) * 2 * Math.PI);
}

/** Moves one site on by a round. */
function live(site, time, left, load, number, next) {
  const known = left <= (site.since ?? HOURS);
  const before = site.live;
  let births = 0;
  if (site.pool) {
    site.live = site.pool;
    births = site.started === 0 ? site.pool : 0;
  } else if (site.busy) {
    site.live = Math.round(site.busy * load * (0.8 + 0.4 * next()));
    births = Math.round(load * INTERVAL * 0.4);
  } else if (known) {
    const perHour = site.leak * (0.5 + number / 6) * (load / 20);
    const stay = next() < ((perHour * INTERVAL) / 3600) % 1 ? Math.ceil((perHour * INTERVAL) / 3600) : Math.floor((perHour * INTERVAL) / 3600);
    site.live = before + stay;
    births = stay + Math.round(load * 3);
    site.perHour = perHour;
  }
  site.started += Math.max(births, site.live - before);
}

/** Verdict after so many hours of the site's life in this process. */
function verdictOf(site, hours, left) {
  if (site.leak === undefined) {
    return hours < 0.25 ? 'undecided' : site.busy ? 'proportional' : 'steady';
  }
  if (hours < 0.25) {
    return 'undecided';
  }
  if (site.suspect || hours < 0.75) {
    return 'suspect';
  }
  return site.proven && left < 2 ? 'proven' : 'leaking';
}

/** Hours since a site began in this process. */
function hoursOf(site, time, left) {
  const began = Math.max(site.began, time - (site.since === undefined ? Infinity : (site.since - left) * 3600));
  return (time - began) / 3600;
}

/** What `alert-rules/threadleak.yml` records of a process, as far as dashboards show it. */
function* recorded(process, time, left, write) {
  const leaking = process.sites.filter(
    (site) => site.leak && left <= site.since && /leaking|proven/.test(verdictOf(site, hoursOf(site, time, left), left)),
  );
  for (const { id, site, perHour } of leaking) {
    yield write('instance_site:threadleak_leak_growth_threads_per_second:max', perHour / 3600, { site_id: id, site });
  }
  const sum = (sites, value) => sites.filter(({ kind }) => kind === 'platform').reduce((total, site) => total + value(site), 0);
  const growth = sum(leaking, ({ perHour }) => perHour / 3600);
  const seconds = Math.max(0, LIMITS.pids_max - sum(process.sites, ({ live }) => live)) / growth;
  yield write('instance:threadleak_seconds_to_limit:estimate', growth > 0 ? seconds : '+Inf');
}

function* siteSamples(process, time, left, write) {
  for (const site of process.sites) {
    const known = left <= (site.since ?? HOURS);
    if (!known) {
      continue;
    }
    const hours = hoursOf(site, time, left);
    const labels = { site_id: site.id, site: site.site };
    const ofKind = { ...labels, kind: site.kind };
    const waiting = Math.round(site.live * 0.8);
    const counts = { new: 0, runnable: 0, blocked: 0, waiting, timed_waiting: site.live - waiting };
    if (site.busy) {
      Object.assign(counts, { waiting: 0, runnable: site.live - Math.round(site.live / 4), timed_waiting: 0, blocked: Math.round(site.live / 4) });
    }
    for (const state of STATES) {
      yield write('threads', counts[state], { ...ofKind, state });
    }
    yield write('started_threads_total', site.started, ofKind);
    yield write('ended_threads_total', site.started - site.live, ofKind);
    const age = site.leak || site.pool ? hours * 3600 : Math.min(40, hours * 3600);
    for (const older of AGES) {
      const share = site.leak ? Math.max(0, 1 - older / Math.max(age, 1)) : age >= older ? 1 : 0;
      yield write('aged_threads', Math.round(site.live * share), { ...labels, older_than: older });
    }
    yield write('oldest_thread_seconds', site.live > 0 ? age : 0, labels);
    if (site.id === 'other') {
      continue;
    }
    const verdict = verdictOf(site, hours, left);
    for (const each of VERDICTS) {
      yield write('verdict', each === verdict ? 1 : 0, { ...labels, verdict: each });
    }
    if (verdict !== 'undecided') {
      const wobble = Math.sin(4 * left) * 0.15;
      const perSecond = site.leak ? (site.perHour * (1 + wobble)) / 3600 : wobble / 3600;
      yield write('growth_threads_per_second', perSecond, labels);
      yield write('growth_threads_per_unit', perSecond / process.load, labels);
    }
    if (site.proven && left < 2) {
      yield write('proven_threads', Math.round(site.live * 0.9), labels);
      yield write('stuck_threads', Math.round(site.live * 0.1), labels);
    }
  }
  if (left < 2) {
    yield write('proven_threads', 0, { site_id: 'other', site: 'other' });
    yield write('stuck_threads', 0, { site_id: 'other', site: 'other' });
  }
}

function* processSamples(process, time, left, up, number, write) {
  const { sites } = process;
  const sum = (of, kind) => sites.filter((site) => !kind || site.kind === kind).reduce((total, site) => total + of(site), 0);
  const platform = sum((site) => site.live, 'platform');
  const round = Math.floor((time - up) / INTERVAL);
  yield write('work_total', process.work);
  yield write('deadlocked_threads', number === 2 && left < 1.5 ? 2 : 0);
  yield write('sample_duration_seconds', 0.004 + 0.000002 * platform * (1 + Math.sin(5 * left) / 4));
  yield write('sample_interval_seconds', 10);
  yield write('sample_timestamp_seconds', number === 3 && left < 0.4 ? time - (0.4 - left) * 3600 : time - 4);
  yield write('sample_failures_total', number === 3 ? Math.max(0, Math.floor((5 - left) * 6)) : 0);
  yield write('retractions_total', number === 5 && left < 6 ? 1 : 0);
  yield write('freed_threads_total', number === 1 && left < 1 ? 3 : 0);
  yield write('sites', sites.length + 20);
  yield write('folded_sites', number === 6 ? 4 : 0);
  yield write('folded_endpoints', number === 6 ? 2 : 0);
  const sources = { agent: 0.7, factory: 0.1, jfr: 0, task: 0.05, name: 0.15 };
  for (const [source, share] of Object.entries(sources)) {
    yield write('attributed_threads', Math.round(share * sum((site) => site.live)), { source });
  }
  yield write('build_info', 1, { version: number === 1 ? '0.9.0' : '1.0.0', java_version: '25.0.1+8' });
  for (const [limit, value] of Object.entries(LIMITS)) {
    yield write('thread_limit', value, { limit });
  }
  const growth = sum((site) => (site.leak && left <= site.since ? (site.perHour ?? 0) : 0), 'platform') / 3600;
  if (growth > 0 && round > 15) {
    for (const [limit, value] of Object.entries(LIMITS)) {
      yield write('exhaustion_seconds', Math.max(0, value - platform) / (1.2 * growth), { limit });
    }
  }
  yield write('os_threads', platform + 3, { origin: 'java' });
  yield write('os_threads', 31, { origin: 'native' });
  if (number === 1) {
    yield write('native_growth_threads_per_second', 0.001);
  }
  yield* endpointSamples(process, write);
  yield* virtualSamples(process, round, number, write);
  if (left < 8) {
    const bundles = { written: Math.floor((8 - left) / 2), failed: number === 3 ? 1 : 0, held_back: Math.floor(8 - left), dropped: 0 };
    for (const [outcome, count] of Object.entries(bundles)) {
      yield write('evidence_bundles_total', count, { outcome });
    }
    yield write('evidence_timestamp_seconds', time - (((8 - left) % 2) * 3600));
  }
  if (left < 2) {
    yield write('proof_timestamp_seconds', time - (2 - left) * 3600);
  }
  yield write('up', 1);
  yield write('scrape_duration_seconds', 0.006 + 0.001 * number);
  yield write('scrape_samples_scraped', 700 + 10 * number);
}

function* endpointSamples(process, write) {
  const endpoints = new Map();
  for (const site of process.sites.filter((each) => each.endpoint)) {
    const { endpoint } = site;
    endpoints.set(endpoint, [...(endpoints.get(endpoint) ?? []), site]);
  }
  for (const [endpoint, sites] of endpoints) {
    const live = sites.reduce((sum, site) => sum + site.live, 0);
    const started = sites.reduce((sum, site) => sum + site.started, 0);
    for (const site of sites) {
      yield write('endpoint_threads', site.live, { endpoint, site_id: site.id, site: site.site });
    }
    yield write('endpoint_started_threads_total', started, { endpoint });
    yield write('endpoint_ended_threads_total', started - live, { endpoint });
    const served = Math.round(process.work / endpoints.size);
    yield write('endpoint_work_total', served, { endpoint });
    yield write('endpoint_retained_threads_per_unit', live / Math.max(1, served), { endpoint });
  }
}

function* virtualSamples(process, round, number, write) {
  const pinned = number === 1 ? 2 : 0;
  yield write('started_virtual_threads_total', process.work);
  yield write('ended_virtual_threads_total', process.work);
  yield write('scheduler_parallelism', 4);
  yield write('carrier_threads', 4 + pinned);
  yield write('mounted_threads', Math.min(4, 1 + Math.round(process.load / 12)));
  yield write('queued_threads', process.load > 34 ? 3 : 0);
  for (const [frame, threads] of [['com.acme.orders.Stock.lock(Stock.java:77)', pinned], ['other', 0]]) {
    yield write('pinned_threads', threads, { frame });
    yield write('pins_total', threads * round, { frame });
    yield write('pinned_seconds_total', threads * round * INTERVAL * 0.8, { frame });
  }
  yield write('refused_submissions_total', 0);
}

/** Prometheus' own names have no prefix. */
function sample(metric, labels, value, time) {
  const name = /^(up|scrape_)|:/.test(metric) ? metric : `threadleak_${metric}`;
  const text = Object.entries(labels).map(([label, of]) => `${label}="${of}"`);
  return `${name}{${text.join(',')}} ${value} ${time}\n`;
}
