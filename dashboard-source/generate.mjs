/**
 * Writes the dashboards to grafana-dashboards, or to the directory that is named. Node alone, no
 * dependency:
 *
 *     node dashboard-source/generate.mjs
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exporter } from './exporter.mjs';
import { fleet } from './fleet.mjs';
import { overview } from './overview.mjs';
import { print } from './print.mjs';
import { site } from './site.mjs';

const destination = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../grafana-dashboards');
for (const dashboard of [overview, site, fleet, exporter]) {
  writeFileSync(join(destination, `${dashboard.uid}.json`), `${print(dashboard)}\n`);
}
