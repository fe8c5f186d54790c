/**
 * The kinds of panels that the dashboards are made of, each with every field that Grafana's types
 * ask for. A panel has a width and a height; where it goes is for {@link layout.mjs}.
 */

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Verdicts by their number; red is for leaks alone. */
export const VERDICTS = [
  {
    type: 'value',
    options: {
      0: { text: 'undecided', color: 'text', index: 0 },
      1: { text: 'steady', color: 'green', index: 1 },
      2: { text: 'proportional', color: 'green', index: 2 },
      3: { text: 'suspect', color: 'orange', index: 3 },
      4: { text: 'leaking', color: 'red', index: 4 },
      5: { text: 'proven', color: 'dark-red', index: 5 },
    },
  },
];

/** Threshold steps: the colour below the first value, then pairs of value and colour. */
export function steps(base, ...pairs) {
  const all = [{ color: base, value: null }];
  for (let i = 0; i < pairs.length; i += 2) {
    all.push({ color: pairs[i + 1], value: pairs[i] });
  }
  return all;
}

/** Nothing known, then good, then bad: without data nothing is green. */
export const RED_FROM_ONE = steps('text', 0, 'green', 1, 'red');
export const ORANGE_FROM_ONE = steps('text', 0, 'green', 1, 'orange');
export const SOON = steps('red', 14400, 'orange', 86400, 'green');
export const SHARE_OF_LIMIT = steps('text', 0, 'green', 0.7, 'orange', 0.9, 'red');

function target(refId, expr, { legend = '', instant, format = 'time_series' }) {
  return {
    refId,
    datasource: DATASOURCE,
    editorMode: 'code',
    expr,
    legendFormat: legend,
    instant,
    range: !instant,
    format,
  };
}

const letter = (i) => String.fromCharCode('A'.charCodeAt(0) + i);

function panel(type, title, description, { w, h }, rest) {
  return { type, title, description, datasource: DATASOURCE, w, h, ...rest };
}

/**
 * One number.
 *
 * @param show what of it: `value`, `name` or `value_and_name`
 */
export function stat(title, description, expr, options = {}) {
  const { w = 4, h = 4, unit = 'none', thresholds = steps('blue'), noValue = 'No data' } = options;
  const { decimals, mappings = [], show = 'value', colorMode = 'background', legend } = options;
  return panel('stat', title, description, { w, h }, {
    targets: [target('A', expr, { legend, instant: true })],
    fieldConfig: {
      defaults: {
        unit,
        ...(decimals === undefined ? {} : { decimals }),
        color: { mode: 'thresholds' },
        mappings,
        thresholds: { mode: 'absolute', steps: thresholds },
        noValue,
        links: options.links ?? [],
      },
      overrides: [],
    },
    options: {
      colorMode,
      graphMode: 'none',
      justifyMode: 'auto',
      orientation: 'auto',
      percentChangeColorMode: 'standard',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      showPercentChange: false,
      textMode: show,
      wideLayout: true,
    },
  });
}

/** Colours of the series of a query: shades of one. */
export const shades = (refId, color) => ({
  matcher: { id: 'byFrameRefID', options: refId },
  properties: [{ id: 'color', value: { mode: 'shades', fixedColor: color } }],
});

/** One colour for the series of a name. */
export const colour = (name, color) => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
});

/** Puts the series of a query on the right axis, in a unit of its own. */
export const rightAxis = (refId, unit, label, color) => ({
  matcher: { id: 'byFrameRefID', options: refId },
  properties: [
    { id: 'unit', value: unit },
    { id: 'custom.axisPlacement', value: 'right' },
    { id: 'custom.axisLabel', value: label },
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
  ],
});

/** Draws the series of a query as a dashed line of its own, outside of any stack. */
export const dashed = (refId, color) => ({
  matcher: { id: 'byFrameRefID', options: refId },
  properties: [
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
    { id: 'custom.fillOpacity', value: 0 },
    { id: 'custom.stacking', value: { mode: 'none', group: 'A' } },
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
  ],
});

/**
 * Lines over time.
 *
 * @param queries pairs of expression and legend
 */
export function timeseries(title, description, queries, options = {}) {
  const { w = 8, h = 8, unit = 'short', stacked = false, color = 'blue', min = 0 } = options;
  const { overrides = [], links = [], step = false } = options;
  const calcs = ['lastNotNull'];
  const { legend = true, axis = '', log = false } = options;
  return panel('timeseries', title, description, { w, h }, {
    targets: queries.map(([expr, name], i) => target(letter(i), expr, { legend: name, instant: false })),
    fieldConfig: {
      defaults: {
        unit,
        ...(min === null ? {} : { min }),
        color: { mode: 'shades', fixedColor: color },
        custom: {
          axisLabel: axis,
          drawStyle: 'line',
          lineInterpolation: step ? 'stepAfter' : 'linear',
          lineWidth: 1,
          fillOpacity: stacked ? 40 : 0,
          ...(log ? { scaleDistribution: { type: 'log', log: 10 } } : {}),
          showPoints: 'never',
          spanNulls: false,
          stacking: { group: 'A', mode: stacked ? 'normal' : 'none' },
        },
        links,
        mappings: [],
        thresholds: { mode: 'absolute', steps: steps('blue') },
      },
      overrides,
    },
    options: {
      legend: { calcs, displayMode: 'table', placement: 'bottom', showLegend: legend, sortBy: 'Last *', sortDesc: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  });
}

/** Bars of the present values, longest first. */
export function bargauge(title, description, expr, options = {}) {
  const { w = 8, h = 8, unit = 'short', thresholds = steps('blue'), legend, max } = options;
  return panel('bargauge', title, description, { w, h }, {
    targets: [target('A', expr, { legend, instant: true })],
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(max === undefined ? {} : { max }),
        color: { mode: 'thresholds' },
        links: options.links ?? [],
        mappings: [],
        thresholds: { mode: 'absolute', steps: thresholds },
        noValue: options.noValue ?? 'None',
      },
      overrides: [],
    },
    options: {
      displayMode: 'basic',
      legend: { calcs: [], displayMode: 'hidden', placement: 'bottom', showLegend: false },
      maxVizHeight: 24,
      minVizHeight: 12,
      minVizWidth: 8,
      namePlacement: 'left',
      orientation: 'horizontal',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      showUnfilled: true,
      sizing: 'auto',
      valueMode: 'text',
    },
  });
}

/** Verdicts as bands over time. */
export function verdictsOverTime(title, description, expr, legend, options = {}) {
  const { w = 24, h = 7, links = [] } = options;
  return panel('state-timeline', title, description, { w, h }, {
    targets: [target('A', expr, { legend, instant: false })],
    fieldConfig: {
      defaults: {
        unit: 'none',
        color: { mode: 'thresholds' },
        custom: { fillOpacity: 70, lineWidth: 0 },
        links,
        mappings: VERDICTS,
        thresholds: { mode: 'absolute', steps: steps('text') },
      },
      overrides: [],
    },
    options: {
      alignValue: 'left',
      legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
      mergeValues: true,
      rowHeight: 0.9,
      showValue: 'auto',
      tooltip: { mode: 'single', sort: 'none' },
    },
  });
}

/**
 * A table of instant queries, joined on the labels they have in common.
 *
 * @param labels names of labels and their headers, in order; a header may be a column's properties
 * @param columns of values: {name, expr} and what differs from the default, in order
 */
export function table(title, description, labels, columns, options = {}) {
  const { w = 24, h = 9, sortBy, first = 1 } = options;
  const value = (i) => (columns.length > 1 ? `Value #${letter(i)}` : 'Value');
  const names = Object.keys(labels);
  const header = (label) => labels[label].name ?? labels[label];
  const order = [...names.slice(0, first), ...columns.map((_, i) => value(i)), ...names.slice(first)];
  return panel('table', title, description, { w, h }, {
    targets: columns.map(({ expr }, i) => target(letter(i), expr, { instant: true, format: 'table' })),
    fieldConfig: {
      defaults: {
        unit: 'short',
        color: { mode: 'thresholds' },
        custom: { align: 'auto', cellOptions: { type: 'auto' }, filterable: true, inspect: false },
        mappings: [],
        thresholds: { mode: 'absolute', steps: steps('text') },
      },
      overrides: [
        ...names.flatMap((label) => override(header(label), labels[label])),
        ...columns.flatMap((column) => override(column.name, column)),
      ],
    },
    options: {
      cellHeight: 'sm',
      frameIndex: 0,
      showHeader: true,
      sortBy: sortBy ? [{ displayName: sortBy, desc: options.desc ?? true }] : [],
    },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, ...Object.fromEntries(names.filter((label) => labels[label].hidden).map((label) => [label, true])) },
          includeByName: {},
          indexByName: Object.fromEntries(order.map((name, i) => [name, i])),
          renameByName: {
            ...Object.fromEntries(columns.map(({ name }, i) => [value(i), name])),
            ...Object.fromEntries(names.map((label) => [label, header(label)])),
          },
        },
      },
    ],
  });
}

/** What differs of a column from the table's default; nothing where nothing does. */
function override(name, { unit, width, links, mappings, thresholds, decimals, cell }) {
  const properties = Object.entries({
    unit,
    decimals,
    links,
    mappings,
    thresholds: thresholds && { mode: 'absolute', steps: thresholds },
    'custom.width': width,
    'custom.cellOptions': cell && { type: cell, ...(cell === 'color-background' ? { mode: 'basic' } : {}) },
  }).filter(([, value]) => value !== undefined);
  return properties.length === 0
    ? []
    : [
        {
          matcher: { id: 'byName', options: name },
          properties: properties.map(([id, value]) => ({ id, value })),
        },
      ];
}
