/** The committed dashboards, and what they ask. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const DIRECTORY = join(PROJECT, 'grafana-dashboards');

/** Each as {name, text, json}, by name. */
export function dashboards() {
  return readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(DIRECTORY, name), 'utf8');
      return { name, text, json: JSON.parse(text) };
    });
}

/** Panels without rows, those within collapsed rows included. */
export function panelsOf(dashboard) {
  return dashboard.panels.flatMap((panel) => (panel.type === 'row' ? panel.panels : [panel]));
}

export const annotationsOf = (dashboard) => dashboard.annotations.list.filter(({ builtIn }) => !builtIn);

export const variablesOf = (dashboard) => dashboard.templating.list;

/** Every query of panels and annotations: {place, expr, instant}. */
export function queriesOf(dashboard) {
  return [
    ...panelsOf(dashboard).flatMap((panel) =>
      panel.targets.map(({ refId, expr, instant }) => ({ place: `${panel.title} ${refId}`, expr, instant })),
    ),
    ...annotationsOf(dashboard).map(({ name, expr }) => ({ place: `annotation ${name}`, expr, instant: false })),
  ];
}

/** An expression with its variables filled in as Grafana does. */
export function fill(expr, values) {
  return expr.replaceAll(/\$\{?(\w+)\}?/g, (reference, name) => {
    if (!(name in values)) {
      throw new Error(`${reference} is no variable of the dashboard`);
    }
    return values[name];
  });
}
