/** JSON for people: small properties fill lines as words do; so do small overrides. */

/** Properties whose value may take more than a line; whatever is below any other stays on one. */
const SPREAD = new Set(['annotations', 'templating', 'list', 'links', 'panels', 'targets', 'fieldConfig', 'overrides']);

const WIDTH = 200;

/** Fields without overrides need no lines of their own. */
const spreads = (key, value) => SPREAD.has(key) && value?.overrides?.length !== 0;

/**
 * @param spread whether the value may take more than one line
 * @param elements whether its elements may, where it is an array
 */
export function print(value, spread = true, elements = false, indent = '') {
  const line = oneLine(value);
  if (!spread || value === null || typeof value !== 'object' || line.length <= WIDTH) {
    return line;
  }
  const inner = `${indent}  `;
  if (!Array.isArray(value)) {
    const properties = Object.entries(value).map(
      ([key, property]) => `${JSON.stringify(key)}: ${print(property, spreads(key, property), key === 'panels', inner)}`,
    );
    return `{\n${fill(properties, inner)}\n${indent}}`;
  }
  if (value.length === 1 && !elements) {
    return line;
  }
  const printed = value.map((element) => print(element, elements, false, inner));
  return `[\n${fill(printed, inner)}\n${indent}]`;
}

/** Puts as many parts on a line as it holds; one that is longer has its own. Between panels stands `}, {`. */
function fill(parts, indent) {
  const lines = [];
  for (const part of parts) {
    const last = lines.length - 1;
    const longer = `${lines[last]}, ${part}`;
    const fits = longer.length <= WIDTH && !longer.includes('\n');
    if (last >= 0 && (fits || (lines[last].endsWith(`\n${indent}}`) && part.startsWith('{\n')))) {
      lines[last] = longer;
    } else {
      lines.push(indent + part);
    }
  }
  return lines.join(',\n');
}

function oneLine(value) {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(oneLine).join(', ')}]`;
  }
  const properties = Object.entries(value).map(([key, property]) => `${JSON.stringify(key)}: ${oneLine(property)}`);
  return `{${properties.join(', ')}}`;
}
