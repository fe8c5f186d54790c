import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { PROJECT } from './dashboards.mjs';
import { openMetrics } from './fleet.mjs';

/** Metrics and their labels, of the table that is generated from the catalogue. */
function catalogue() {
  const rows = readFileSync(join(PROJECT, 'docs/metrics.md'), 'utf8').matchAll(/^\| `(threadleak_\w+)` \| \w+ \| (.+?) \|/gm);
  return new Map([...rows].map(([, name, labels]) => [name, [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label)]));
}

test('simulatedFleet_itsSamples_areThoseOfTheCatalogue', () => {
  const seen = new Map();
  for (const line of openMetrics(1_800_000_000)) {
    const [, name, labels] = /^(threadleak_\w+)\{(.*)\} \S+ \d+\n$/.exec(line) ?? [];
    if (name && !seen.has(name)) {
      const own = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label);
      seen.set(name, own.filter((label) => label !== 'job' && label !== 'instance').sort());
    }
  }
  const expected = [...catalogue()].map(([name, labels]) => [name, labels.sort()]);
  assert.deepEqual([...seen].sort(), expected.sort());
});

test('simulatedFleet_whateverTheHour_isTheSame', () => {
  const one = beforeEnd(1_800_000_000);
  const other = beforeEnd(1_800_000_000 + 8 * 3600);

  assert.equal(one.length, other.length);
  assert.deepEqual(one.filter((line, i) => line !== other[i]).slice(0, 3), []);
});

/** All samples, their times and those among their values as seconds before the end. */
function beforeEnd(end) {
  return [...openMetrics(end)].map((line) =>
    line.replace(/(timestamp_seconds\S+) (\S+)/, (_, series, value) => `${series} ${Math.round(value - end)}`).replace(/ (\d+)\n$/, (_, time) => ` ${time - end}`),
  );
}
