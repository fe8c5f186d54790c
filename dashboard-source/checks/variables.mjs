/** What the variables of a dashboard offer, asked of a Prometheus as Grafana asks. */
import assert from 'node:assert/strict';
import { fill, variablesOf } from './dashboards.mjs';

/** The options of a query variable: {text, value}, the first being what a dashboard opens with. */
export async function optionsOf(variable, values, prometheus, end) {
  const [, kind, inner] = /^(label_values|query_result)\((.*)\)$/s.exec(variable.query.query);
  if (kind === 'label_values') {
    const [, selector, label] = /^(.*), (\w+)$/.exec(inner);
    const series = await prometheus.instant(`group by (${label}) (${fill(selector, values)})`, end);
    return series.result.map(({ metric }) => ({ text: metric[label], value: metric[label] }));
  }
  const rows = await prometheus.instant(fill(inner, values), end);
  const [, pattern] = /^\/(.*)\/$/.exec(variable.regex);
  return rows.result.map(({ metric, value: [time, value] }) => {
    const labels = Object.entries(metric).sort().map(([name, text]) => `${name}="${text}"`);
    const { groups } = new RegExp(pattern).exec(`{${labels.join(', ')}} ${value} ${time * 1000}`);
    return { ...groups };
  });
}

/** Values of all variables of a dashboard, as it opens. */
export async function valuesOf(dashboard, prometheus, end) {
  const values = { __rate_interval: '4m', datasource: 'prometheus' };
  for (const variable of variablesOf(dashboard)) {
    if (variable.type === 'query') {
      const options = await optionsOf(variable, values, prometheus, end);
      assert.ok(options.length > 0, `${variable.name} offers nothing`);
      values[variable.name] = variable.includeAll ? variable.allValue : options[0].value;
    } else if (variable.type === 'custom') {
      values[variable.name] = '6h';
    }
  }
  return values;
}
