import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { dashboards, PROJECT } from './dashboards.mjs';

test('generator_runAgain_makesTheCommittedBytes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'threadleak-generated-'));
  try {
    execFileSync(process.execPath, [join(PROJECT, 'dashboard-source/generate.mjs'), directory]);
    const committed = dashboards();
    assert.deepEqual(readdirSync(directory).sort(), committed.map(({ name }) => name));
    for (const { name, text } of committed) {
      const made = readFileSync(join(directory, name), 'utf8');
      assert.equal(made, text, `${name}: run node dashboard-source/generate.mjs and commit what it writes`);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
