/**
 * The rules of Grafana's dashboard linter, by its names, over a dashboard and the syntax trees that
 * Prometheus itself makes of its queries. A complaint is {rule, place, text}.
 *
 * target-logql and target-logql-auto have nothing to check: no dashboard here asks Loki, which
 * panel-datasource holds.
 */
import { annotationsOf, fill, panelsOf, variablesOf } from './dashboards.mjs';

/** A length that nobody writes: where a tree has it, the expression had $__rate_interval. */
const RATE_INTERVAL_MILLIS = 987_654_000;
const PLACEHOLDERS = { __rate_interval: '987654s', since: '6h' };

/** Units that the linter knows, as far as the dashboards use them. */
const UNITS = new Set(['none', 'short', 'percentunit', 'percent', 'ops', 's', 'dtdurations', 'bytes']);

const datasource = (node) => node.datasource?.uid === '${datasource}';

/** An expression ready to parse: the variables job and the like stand in strings, and may stay. */
export const parsable = (expr) => fill(expr, new Proxy(PLACEHOLDERS, { has: () => true, get: (known, name) => known[name] ?? `$${name}` }));

/** Every node of a syntax tree, each with those above it, the nearest first. */
export function* nodes(tree, above = []) {
  if (tree === null || typeof tree !== 'object') {
    return;
  }
  if (Array.isArray(tree)) {
    for (const each of tree) {
      yield* nodes(each, above);
    }
    return;
  }
  if (tree.type) {
    yield [tree, above];
  }
  for (const key of ['args', 'expr', 'param', 'lhs', 'rhs']) {
    yield* nodes(tree[key], tree.type ? [tree, ...above] : above);
  }
}

const isSelector = ({ type }) => type === 'vectorSelector' || type === 'matrixSelector';

function variableOf(dashboard, name) {
  return variablesOf(dashboard).find((variable) => variable.name === name);
}

/** Complaints about one of the variables that every dashboard has. */
function* template(dashboard, name, label) {
  const variable = variableOf(dashboard, name);
  if (!variable) {
    yield ['dashboard', `has no variable ${name}`];
  } else {
    if (variable.label !== label) yield [name, `is labelled ${variable.label}, not ${label}`];
    if (!datasource(variable)) yield [name, 'does not read ${datasource}'];
    if (variable.type !== 'query') yield [name, 'is no query'];
    if (!variable.multi || variable.allValue !== '.+') yield [name, 'cannot be several, or all as .+'];
  }
}

/** Each panel's selectors with a name for people. */
function* selectors(queries) {
  for (const { place, tree } of queries) {
    for (const [node] of nodes(tree)) {
      if (isSelector(node)) {
        yield [place, node];
      }
    }
  }
}

function* matcher(queries, label) {
  for (const [place, { name, matchers }] of selectors(queries)) {
    const found = matchers.some((each) => each.name === label && each.type === '=~' && each.value === `$${label}`);
    if (!found) {
      yield [place, `${name} does not match ${label}=~"$${label}"`];
    }
  }
}

const RULES = {
  *'template-datasource'(dashboard) {
    const variable = variableOf(dashboard, 'datasource');
    if (variable?.type !== 'datasource' || variable.query !== 'prometheus' || variable.label !== 'Data source') {
      yield ['datasource', 'is no variable for a Prometheus, labelled Data source'];
    }
  },
  *'template-job'(dashboard) {
    yield* template(dashboard, 'job', 'Job');
  },
  *'template-instance'(dashboard) {
    yield* template(dashboard, 'instance', 'Instance');
  },
  *'template-label-promql'(dashboard, queries) {
    for (const { place, error } of queries.filter(({ kind }) => kind === 'variable')) {
      if (error) yield [place, error];
    }
  },
  *'template-on-time-change-reload'(dashboard) {
    for (const { name, type, refresh } of variablesOf(dashboard)) {
      if (type === 'query' && refresh !== 2) yield [name, 'is not read anew when the time changes'];
    }
  },
  *'panel-datasource'(dashboard) {
    for (const panel of panelsOf(dashboard)) {
      for (const each of [panel, ...panel.targets]) {
        if (!datasource(each)) yield [panel.title, 'does not read ${datasource}'];
      }
    }
    for (const annotation of annotationsOf(dashboard)) {
      if (!datasource(annotation)) yield [annotation.name, 'does not read ${datasource}'];
    }
  },
  *'panel-title-description'(dashboard) {
    for (const { id, title, description } of panelsOf(dashboard)) {
      if (!title || !description?.endsWith('.')) yield [title ?? `panel ${id}`, 'has no title, or no sentence that explains it'];
    }
  },
  *'panel-units'(dashboard) {
    for (const { title, type, fieldConfig, options } of panelsOf(dashboard)) {
      const { unit, mappings } = fieldConfig.defaults;
      const needsNone = mappings.length > 0 || (type === 'stat' && options.textMode === 'name');
      if (!needsNone && !UNITS.has(unit)) yield [title, `has the unit ${unit}`];
    }
  },
  *'panel-no-targets'(dashboard) {
    for (const { title, targets } of panelsOf(dashboard)) {
      if (!(targets?.length > 0)) yield [title, 'asks nothing'];
    }
  },
  *'target-promql'(dashboard, queries) {
    for (const { place, error } of queries.filter(({ kind }) => kind !== 'variable')) {
      if (error) yield [place, error];
    }
  },
  *'target-rate-interval'(dashboard, queries) {
    for (const { place, tree } of queries) {
      for (const [node, [above]] of nodes(tree)) {
        const rate = above?.type === 'call' && /^i?rate$/.test(above.func.name);
        const interval = node.type === 'matrixSelector' && node.range === RATE_INTERVAL_MILLIS;
        if (node.type === 'matrixSelector' && rate && !interval) yield [place, `takes a rate of ${node.name} over another range than $__rate_interval`];
      }
    }
  },
  *'target-job'(dashboard, queries) {
    yield* matcher(queries, 'job');
  },
  *'target-instance'(dashboard, queries) {
    yield* matcher(queries.filter(({ kind }) => kind !== 'variable'), 'instance');
  },
  *'target-counter-agg'(dashboard, queries) {
    for (const { place, tree } of queries) {
      for (const [node, above] of nodes(tree)) {
        const rated = above.some(({ type, func }) => type === 'call' && /^(i?rate|increase|resets)$/.test(func.name));
        if (isSelector(node) && node.name.endsWith('_total') && !rated) yield [place, `adds up the counter ${node.name} without a rate`];
      }
    }
  },
  *'uneditable-dashboard'(dashboard) {
    if (dashboard.editable !== false) yield ['dashboard', 'is editable'];
  },
};

export const RULE_NAMES = Object.keys(RULES);

/** @param queries {place, kind, tree} or {place, kind, error} each */
export function lint(dashboard, queries) {
  const parsed = queries.map((query) => ({ tree: null, ...query }));
  return Object.entries(RULES).flatMap(([rule, check]) =>
    [...check(dashboard, parsed)].map(([place, text]) => ({ rule, place, text })),
  );
}

/** What has to be parsed of a dashboard: {place, kind, expr}. */
export function expressionsOf(dashboard) {
  return [
    ...panelsOf(dashboard).flatMap((panel) => panel.targets.map(({ expr }) => ({ place: panel.title, kind: 'panel', expr }))),
    ...annotationsOf(dashboard).map(({ name, expr }) => ({ place: name, kind: 'annotation', expr })),
    ...variablesOf(dashboard)
      .filter(({ type, name }) => type === 'query' && name !== 'job')
      .map(({ name, query }) => ({ place: name, kind: 'variable', expr: expressionOf(query.query) })),
  ].map((each) => ({ ...each, expr: parsable(each.expr) }));
}

function expressionOf(query) {
  const [, kind, inner] = /^(label_values|query_result)\((.*)\)$/s.exec(query);
  return kind === 'query_result' ? inner : inner.replace(/, \w+$/, '');
}
