import assert from 'node:assert/strict';
import test from 'node:test';
import { dashboards } from './dashboards.mjs';
import { complaintsOn } from './schema.mjs';

test('dashboards_all_areOfTheTypesThatGrafanaPublishes', () => {
  for (const { name, json } of dashboards()) {
    assert.deepEqual(complaintsOn(json), [], name);
  }
});

/** What is right in some dashboard, what breaks it, and what must be said of it. */
const FAULTS = [
  ['"graphTooltip": 1', '"grafTooltip": 1', /dashboard: must NOT have additional properties .*grafTooltip/],
  ['"schemaVersion": 39, ', '', /dashboard: must have required property 'schemaVersion'/],
  ['"gridPos": {"h": 4,', '"gridPos": {"h": "4",', /gridPos\/h: must be number/],
  ['"mode": "normal"', '"mode": "piled"', /custom\/stacking\/mode: must be equal to one of the allowed values/],
  ['"displayMode": "table"', '"displayMode": "tabel"', /options\/legend\/displayMode: must be equal/],
  ['"mode": "absolute"', '"mode": "absolut"', /thresholds\/mode: must be equal/],
  ['"cellHeight": "sm"', '"cellHeight": "tiny"', /options\/cellHeight: must be equal/],
  ['"id": "custom.width"', '"id": "custom.breadth"', /override .*: must NOT have additional properties .*breadth/],
  ['"id": "unit"', '"id": "units"', /override .*defaults: must NOT have additional properties .*units/],
  ['"type": "state-timeline"', '"type": "state-timelines"', /no kind of panel/],
  ['"format": "table"', '"format": "tabular"', /must be equal to one of the allowed values/],
  ['"refresh": 2', '"refresh": "2"', /templating\/list\/\d\/refresh: must be/],
  ['"collapsed": true', '"collapsed": "yes"', /collapsed: must be boolean/],
];

for (const [right, wrong, expected] of FAULTS) {
  test(`schema_${wrong.replaceAll(/\W+/g, '-') || `without-${right}`}_isTold`, () => {
    const { text } = dashboards().find(({ name }) => name === 'threadleak.json');
    const broken = text.replace(right, wrong);
    assert.notEqual(broken, text, 'the fault is seeded');
    const complaints = complaintsOn(JSON.parse(broken));
    assert.ok(complaints.some((complaint) => expected.test(complaint)), complaints.join('\n'));
  });
}
