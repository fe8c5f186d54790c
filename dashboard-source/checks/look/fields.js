/** Grafana's own pipeline from frames to what a panel shows: transformations, then field options. */
import {
  applyFieldOverrides, cacheFieldDisplayNames, createTheme, FieldConfigOptionsRegistry, FieldType, getValueFormats, standardTransformers,
  standardTransformersRegistry, toDataFrame, transformDataFrame,
} from '@grafana/data';
import { firstValueFrom } from 'rxjs';

export const theme = createTheme({ colors: { mode: 'dark' } });

standardTransformersRegistry.setInit(() =>
  [...new Map(Object.values(standardTransformers).map((transformer) => [transformer.id, transformer])).values()].map((transformer) => ({
    id: transformer.id,
    aliasIds: transformer.aliasIds,
    name: transformer.name,
    transformation: () => Promise.resolve(transformer),
    description: transformer.description,
  })),
);

const STANDARD = ['unit', 'min', 'max', 'decimals', 'displayName', 'color', 'mappings', 'thresholds', 'noValue', 'links'];

/** Options of the panel's own fields are in core panels, which are not published: whatever is set, is taken. */
function registry(panel) {
  const custom = new Set(Object.keys(panel.fieldConfig.defaults.custom ?? {}));
  panel.fieldConfig.overrides
    .flatMap(({ properties }) => properties)
    .filter(({ id }) => id.startsWith('custom.'))
    .forEach(({ id }) => custom.add(id.slice('custom.'.length)));
  const option = (id, path, isCustom) => ({
    id, path, isCustom, name: id, process: (value) => value, override: () => null, editor: () => null, settings: {},
    shouldApply: (field) => !isCustom || field.type !== FieldType.time || panel.type === 'table',
  });
  return new FieldConfigOptionsRegistry(() => [
    ...STANDARD.map((id) => option(id, id, false)),
    ...[...custom].map((path) => option(`custom.${path}`, path, true)),
  ]);
}

/** The frames that a panel draws. */
export async function shown(panel, frames) {
  const transformed = await firstValueFrom(transformDataFrame(panel.transformations ?? [], frames.map((frame) => toDataFrame(frame))));
  const data = applyFieldOverrides({
    data: transformed,
    fieldConfig: panel.fieldConfig,
    fieldConfigRegistry: registry(panel),
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  cacheFieldDisplayNames(data);
  return data;
}

const UNITS = new Set(getValueFormats().flatMap(({ submenu }) => submenu.map(({ value }) => value)));

/** What Grafana would do other than the dashboard means: units, columns, mappings. */
export function complaintsOn(panel, data) {
  const complaints = [];
  const names = new Set(data.flatMap(({ fields }) => fields.map((field) => field.state.displayName)));
  const known = (unit) => UNITS.has(unit) || /^(suffix|prefix):/.test(unit);
  const units = [panel.fieldConfig.defaults.unit, ...panel.fieldConfig.overrides.flatMap(({ properties }) => properties.filter(({ id }) => id === 'unit').map(({ value }) => value))];
  units.filter((unit) => !known(unit)).forEach((unit) => complaints.push(`no unit of Grafana's: ${unit}`));
  for (const { matcher } of panel.fieldConfig.overrides) {
    if (matcher.id === 'byName' && !names.has(matcher.options)) complaints.push(`an override for ${matcher.options}, which is not there: ${[...names].join(', ')}`);
  }
  if (panel.type === 'table') {
    complaints.push(...tableComplaints(panel, data, names));
  }
  for (const field of data.flatMap(({ fields }) => fields)) {
    if (field.config.mappings?.length > 0 && field.type === 'number') {
      field.values.filter((value) => value !== null && value !== undefined && !field.display(value).text.match(/[a-z]/)).forEach((value) => complaints.push(`${value} is mapped to no word`));
    }
  }
  return complaints;
}

function tableComplaints(panel, data, names) {
  const complaints = [];
  if (data.length !== 1) complaints.push(`${data.length} tables, not one`);
  const { indexByName, renameByName, excludeByName } = panel.transformations.find(({ id }) => id === 'organize').options;
  const expected = Object.keys(indexByName).filter((name) => !excludeByName[name]).map((name) => renameByName[name]);
  const actual = data[0].fields.map((field) => field.state.displayName);
  if (String(actual) !== String(expected)) complaints.push(`columns ${actual}, not ${expected}`);
  for (const { displayName } of panel.options.sortBy) {
    if (!names.has(displayName)) complaints.push(`is sorted by ${displayName}, which is not there`);
  }
  const half = data[0].fields.filter((field) => field.values.length > 0 && field.values.every((value) => value === null || value === undefined));
  half.forEach((field) => complaints.push(`nothing in column ${field.state.displayName}: the queries were not joined`));
  return complaints;
}
