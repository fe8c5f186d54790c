/**
 * JSON schemas made of the types that Grafana itself publishes (`@grafana/schema`): of a dashboard,
 * and of each kind of panel its own. A complaint is a string that begins with the place.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { panelsOf } from './dashboards.mjs';

const require = createRequire(import.meta.url);
const TYPES = join(dirname(require.resolve('@grafana/schema/package.json')), 'dist/types/raw');

/** A query, as the plugin for Prometheus has it: its types are published nowhere. */
const TARGET = {
  type: 'object',
  additionalProperties: false,
  required: ['refId', 'expr', 'datasource', 'instant', 'range', 'format'],
  properties: {
    refId: { type: 'string', pattern: '^[A-Z]$' },
    datasource: { type: 'object' },
    editorMode: { enum: ['code'] },
    expr: { type: 'string', minLength: 1 },
    legendFormat: { type: 'string' },
    instant: { type: 'boolean' },
    range: { type: 'boolean' },
    format: { enum: ['time_series', 'table'] },
  },
};

/** What the plugin for Prometheus adds to an annotation. */
const ANNOTATION = { expr: 'string', step: 'string', titleFormat: 'string', textFormat: 'string', tagKeys: 'string', useValueForTime: 'boolean' };

const ajv = new Ajv({ strict: false, allErrors: true });

function schemaOf(path, type) {
  const generator = createGenerator({ path: join(TYPES, path), type, skipTypeCheck: true, additionalProperties: false, topRef: false });
  return generator.createSchema(type);
}

/** The frame; rows and panels are told apart here, lest one is complained about as the other. */
function frameSchemas() {
  const schema = schemaOf('dashboard/x/types.gen.d.ts', 'Dashboard');
  schema.properties.panels = { type: 'array' };
  for (const [name, type] of Object.entries(ANNOTATION)) {
    schema.definitions.AnnotationQuery.properties[name] = { type };
  }
  schema.definitions.AnnotationQuery.properties.target = {};
  schema.definitions.AnnotationQuery.required = schema.definitions.AnnotationQuery.required.filter((name) => name !== 'target');
  const part = (name) => ({ ...schemaOf('dashboard/x/types.gen.d.ts', name) });
  const row = part('RowPanel');
  row.properties.panels = { type: 'array' };
  return { dashboard: ajv.compile(schema), row: ajv.compile(row), panel: ajv.compile(part('Panel')), target: ajv.compile(TARGET) };
}

function panelSchemas(type) {
  const path = `composable/${type.replace('-', '')}/panelcfg/x/types.gen.d.ts`;
  if (!existsSync(join(TYPES, path))) {
    return undefined;
  }
  const fieldConfig = optional(() => schemaOf(path, 'FieldConfig'));
  return {
    options: ajv.compile(schemaOf(path, 'Options')),
    custom: fieldConfig && ajv.compile({ ...fieldConfig, required: [] }),
  };
}

/** Some kinds of panels have no fields of their own. */
function optional(make) {
  try {
    return make();
  } catch (error) {
    if (/No root type/.test(error.message)) {
      return undefined;
    }
    throw error;
  }
}

let frame;
const panels = new Map();

/** All that Grafana's types do not allow in a dashboard. */
export function complaintsOn(dashboard) {
  frame ??= frameSchemas();
  const complaints = [];
  const expect = (place, validate, value) => {
    if (!validate(value)) {
      complaints.push(...validate.errors.map(({ instancePath, message, params }) => `${place}${instancePath}: ${message} ${JSON.stringify(params)}`));
    }
  };
  expect('dashboard', frame.dashboard, dashboard);
  dashboard.panels.filter(({ type }) => type === 'row').forEach((row) => expect(row.title, frame.row, row));
  for (const panel of panelsOf(dashboard)) {
    expect(panel.title, frame.panel, panel);
    panel.targets.forEach((target) => expect(`${panel.title} ${target.refId}`, frame.target, target));
    if (!panels.has(panel.type)) {
      panels.set(panel.type, panelSchemas(panel.type));
    }
    const own = panels.get(panel.type);
    if (own === undefined) {
      complaints.push(`${panel.title}: no kind of panel: ${panel.type}`);
    } else {
      expect(`${panel.title} options`, own.options, panel.options);
      customsOf(panel).forEach(([place, custom]) => expect(place, own.custom ?? none, custom));
      overridesOf(panel).forEach(([place, override]) => expect(place, frame.panel, override));
    }
  }
  return complaints;
}

/** For kinds of panels whose fields have nothing of their own. */
const none = ajv.compile({ type: 'object', additionalProperties: false });

/** What is set of the panel's own fields, for all of them and by override. */
function customsOf({ title, fieldConfig: { defaults, overrides } }) {
  const customs = [[`${title} custom`, defaults.custom ?? {}]];
  for (const { matcher, properties } of overrides) {
    const own = properties.filter(({ id }) => id.startsWith('custom.'));
    customs.push([`${title} override ${matcher.options}`, nested(own.map(({ id, value }) => [id.slice('custom.'.length), value]))]);
  }
  return customs;
}

/** What overrides set of any field, as a panel that has it by default. */
function overridesOf({ title, type, fieldConfig: { overrides } }) {
  return overrides.map(({ matcher, properties }) => {
    const general = properties.filter(({ id }) => !id.startsWith('custom.')).map(({ id, value }) => [id, value]);
    return [`${title} override ${matcher.options}`, { type, fieldConfig: { defaults: nested(general), overrides: [] } }];
  });
}

/** Paths and values as an object. */
function nested(entries) {
  const root = {};
  for (const [path, value] of entries) {
    const names = path.split('.');
    const last = names.pop();
    names.reduce((node, name) => (node[name] ??= {}), root)[last] = value;
  }
  return root;
}
