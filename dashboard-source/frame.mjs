/** What is around the panels: variables, annotations, the ways to the other dashboards. */
import { layout } from './layout.mjs';
import { judged, LEAKS, of, notableCode } from './promql.mjs';

export const UIDS = {
  overview: 'threadleak',
  site: 'threadleak-site',
  fleet: 'threadleak-fleet',
  exporter: 'threadleak-exporter',
};

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const DOCS = 'https://github.com/threadleak/threadleak/blob/main/docs';

/** Time range, data source and the process as they are; what follows narrows further. */
const HERE = '${__url_time_range}&${datasource:queryparam}';

/** A link to the site of a table's row. */
export const siteOfRow = {
  title: 'This site',
  url: `/d/${UIDS.site}?${HERE}&\${job:queryparam}&\${instance:queryparam}&var-site_id=\${__data.fields["Site id"]}`,
  targetBlank: false,
};

/** A link to the site of a line. */
export const siteOfSeries = {
  title: 'This site',
  url: `/d/${UIDS.site}?${HERE}&\${job:queryparam}&\${instance:queryparam}&var-site_id=\${__field.labels.site_id}`,
  targetBlank: false,
};

/** Links of a table's cell with the name of an instance. */
export const instanceOfRow = [
  {
    title: 'Overview of this instance',
    url: `/d/${UIDS.overview}?${HERE}&var-job=\${__data.fields["Job"]:percentencode}&var-instance=\${__data.fields["Instance"]:percentencode}`,
    targetBlank: false,
  },
  { title: 'Its page', url: 'http://${__data.fields["Instance"]}/', targetBlank: true },
  {
    title: 'Its threads by stack (pprof)',
    url: 'http://${__data.fields["Instance"]}/debug/pprof/thread?debug=1',
    targetBlank: true,
  },
];

/** A link to the overview of a row's service. */
export const jobOfRow = {
  title: 'Overview of this service',
  url: `/d/${UIDS.overview}?${HERE}&var-job=\${__data.fields["Job"]:percentencode}`,
  targetBlank: false,
};

function queryVariable(name, label, query, rest = {}) {
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    query: { qryType: rest.qryType ?? 1, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' },
    hide: 0,
    options: [],
    refresh: 2,
    regex: rest.regex ?? '',
    skipUrlSync: false,
    sort: rest.sort ?? 1,
    ...(rest.single
      ? { multi: false, includeAll: false }
      : {
          multi: true,
          includeAll: true,
          allValue: '.+',
          current: { selected: true, text: ['All'], value: ['$__all'] },
        }),
  };
}

const dataSource = {
  name: 'datasource',
  label: 'Data source',
  type: 'datasource',
  query: 'prometheus',
  regex: '',
  multi: false,
  includeAll: false,
  hide: 0,
  options: [],
  refresh: 1,
  skipUrlSync: false,
};

const job = queryVariable('job', 'Job', 'label_values(threadleak_build_info, job)');
const instance = queryVariable(
  'instance',
  'Instance',
  'label_values(threadleak_build_info{job=~"$job"}, instance)',
);

/** One site by its id, shown as its line, the worst first: what one sees without choosing leaks. */
export const siteVariable = queryVariable(
  'site_id',
  'Site',
  `query_result(sort_desc(${notableCode('site_id, site').replaceAll(/\s+/g, ' ')} or max by (site_id, site) (0 * ${of('verdict', 'verdict="undecided"')})))`,
  { qryType: 3, regex: '/site="(?<text>(?:[^"\\\\]|\\\\.)*)".*site_id="(?<value>[^"]+)"/', sort: 0, single: true },
);

/** How long ago the state was to which the present is compared. */
export const sinceVariable = {
  name: 'since',
  label: 'New since',
  type: 'custom',
  query: '1h,6h,1d,7d',
  multi: false,
  includeAll: false,
  current: { selected: true, text: '1d', value: '1d' },
  hide: 0,
  options: ['1h', '6h', '1d', '7d'].map((value) => ({ selected: value === '1d', text: value, value })),
  skipUrlSync: false,
};

const builtIn = {
  name: 'Annotations & Alerts',
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  type: 'dashboard',
};

function annotation(name, iconColor, expr, titleFormat, textFormat, enable = true) {
  return {
    name,
    datasource: DATASOURCE,
    enable,
    hide: false,
    iconColor,
    expr,
    step: '60s',
    titleFormat,
    textFormat,
    tagKeys: 'job',
    useValueForTime: false,
  };
}

/** Firing alerts, where the rules are loaded. */
const alerts = annotation(
  'Alerts',
  'red',
  of('ALERTS', 'alertname=~"ThreadLeak.*"', 'alertstate="firing"'),
  '{{alertname}}',
  '{{site}} {{instance}}',
);

/** A site's first minute as leaking; works without the rules. */
const verdicts = annotation(
  'Leaks found',
  'orange',
  `max by (job, instance, site) (${judged(LEAKS)})
unless on (job, instance, site) (${of('verdict', LEAKS)} offset 2m == 1)`,
  'Leak found',
  '{{site}} {{job}} {{instance}}',
);

/** The counters of "other" may fall without a restart: they are left out. */
const restarts = annotation(
  'Restarts',
  'blue',
  `max by (job, instance) (resets(${of('started_threads_total', 'site_id!="other"')}[2m])) > 0`,
  'Restart',
  '{{job}} {{instance}}',
);

/** Processes that were not there before, by address or by a new start: how many at once. */
const deploys = annotation(
  'Deploys',
  'purple',
  `count by (job) (
  (${of('build_info')} unless on (job, instance) ${of('build_info')} offset 5m)
  or on (job, instance) (max by (job, instance) (resets(${of('started_threads_total', 'site_id!="other"')}[5m])) > 0)
)`,
  'New processes',
  '{{job}}',
);

/** All of a dashboard. */
export function dashboard({ uid, title, description, variables = [], perInstance = true, time = 'now-6h', rows }) {
  return {
    id: null,
    uid,
    title,
    description,
    tags: ['threadleak', 'jvm'],
    schemaVersion: 39,
    version: 1,
    editable: false,
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    liveNow: false,
    timezone: '',
    weekStart: '',
    refresh: '1m',
    time: { from: time, to: 'now' },
    timepicker: {},
    links: [
      {
        title: 'Dashboards of threadleak',
        type: 'dashboards',
        icon: 'external link',
        tooltip: 'With the same time range and variables',
        url: '',
        tags: ['threadleak'],
        asDropdown: false,
        targetBlank: false,
        includeVars: true,
        keepTime: true,
      },
      {
        title: 'What the alerts mean',
        type: 'link',
        icon: 'doc',
        tooltip: '',
        url: `${DOCS}/alerts.md`,
        tags: [],
        asDropdown: false,
        targetBlank: true,
        includeVars: false,
        keepTime: false,
      },
    ],
    annotations: { list: [builtIn, alerts, verdicts, perInstance ? restarts : deploys] },
    templating: { list: [dataSource, job, instance, ...variables] },
    panels: layout(rows),
  };
}
