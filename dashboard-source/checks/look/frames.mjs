/** Answers of Prometheus as the data frames that Grafana's plugin makes of them, ready for JSON. */

const NUMBER = { Inf: Infinity, '+Inf': Infinity, '-Inf': -Infinity, NaN: NaN };
const number = (text) => (text in NUMBER ? NUMBER[text] : Number(text));

/** The text of a legend such as `{{site}} on {{instance}}`. */
const legend = (format, labels) => format.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? '');

/** Frames of one query; `several` tells whether the panel asks more than one for its table. */
export function framesOf({ refId, format, legendFormat, instant }, data, several, times) {
  return format === 'table' ? [table(refId, data, several)] : data.result.map((series) => line(refId, series, legendFormat, instant, times));
}

function line(refId, { metric, values, value }, legendFormat, instant, times) {
  const points = new Map((instant ? [value] : values).map(([time, text]) => [time * 1000, number(text)]));
  const at = instant ? [...points.keys()] : times;
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', config: {}, values: at },
      {
        name: 'Value',
        type: 'number',
        config: { displayNameFromDS: legend(legendFormat, metric) || undefined },
        labels: metric,
        values: at.map((time) => points.get(time) ?? null),
      },
    ],
  };
}

function table(refId, { result }, several) {
  const labels = [...new Set(result.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', config: {}, values: result.map(({ value }) => value[0] * 1000) },
      ...labels.map((name) => ({ name, type: 'string', config: {}, values: result.map(({ metric }) => metric[name] ?? '') })),
      {
        name: several ? `Value #${refId}` : 'Value',
        type: 'number',
        config: {},
        values: result.map(({ value }) => number(value[1])),
      },
    ],
  };
}
