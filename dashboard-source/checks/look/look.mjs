/**
 * Draws the panels of each dashboard with Grafana's own components, from a real Prometheus that has a
 * fleet in which things go wrong, into one PNG a dashboard; exits with 1 if Grafana's pipeline would
 * do other than a dashboard means.
 *
 *     node look.mjs DIRECTORY
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { dashboards, fill, panelsOf } from '../dashboards.mjs';
import { openMetrics } from '../fleet.mjs';
import { backfill, Prometheus } from '../prometheus.mjs';
import { valuesOf } from '../variables.mjs';
import { Chromium } from './chromium.mjs';
import { framesOf } from './frames.mjs';

const HOURS = 6;
const STEP = 60;
const WIDTH = 24 * 64 + 16;
/** Charts draw themselves a little after the page. */
const SETTLE_MILLIS = 1500;

const say = (text) => process.stderr.write(`look: ${text}\n`);
const here = dirname(fileURLToPath(import.meta.url));

async function bundle(directory) {
  await build({
    entryPoints: [join(here, 'page.jsx')],
    outfile: join(directory, 'page.js'),
    bundle: true,
    minify: true,
    jsx: 'automatic',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    loader: { '.svg': 'dataurl', '.woff2': 'dataurl', '.woff': 'dataurl', '.ttf': 'dataurl', '.png': 'dataurl' },
  });
}

/** All that the page needs of a dashboard: the frames of each panel by its id. */
async function answers(dashboard, prometheus, end) {
  const values = await valuesOf(dashboard, prometheus, end);
  const start = end - HOURS * 3600;
  const times = Array.from({ length: (HOURS * 3600) / STEP + 1 }, (_, i) => (start + i * STEP) * 1000);
  const frames = {};
  for (const panel of panelsOf(dashboard)) {
    frames[panel.id] = [];
    for (const target of panel.targets) {
      const query = fill(target.expr, values);
      const data = await (target.instant ? prometheus.instant(query, end) : prometheus.range(query, start, end, STEP));
      frames[panel.id].push(...framesOf(target, data, panel.targets.length > 1, times));
    }
  }
  return { dashboard, frames, from: start * 1000, to: end * 1000 };
}

async function draw({ json }, prometheus, chromium, end, directory, destination) {
  const look = await answers(json, prometheus, end);
  const html = join(directory, `${json.uid}.html`);
  const styles = '<link rel="stylesheet" href="page.css">';
  writeFileSync(
    html,
    `<!doctype html><meta charset="utf-8">${styles}<div id="root"></div><script>window.look=${JSON.stringify(look).replaceAll('<', '\\u003c')}</script><script src="page.js"></script>`,
  );
  const page = await chromium.open(pathToFileURL(html).href, WIDTH, 1000);
  await page.evaluate('new Promise((done) => document.readyState === "complete" ? done() : addEventListener("load", done))');
  const { complaints, height } = await page.evaluate('window.drawn');
  await page.resize(WIDTH, height);
  await page.evaluate(`new Promise((done) => setTimeout(done, ${SETTLE_MILLIS}))`);
  const file = join(destination, `${json.uid}.png`);
  writeFileSync(file, await page.screenshot());
  await page.close();
  say(file);
  return [...complaints, ...page.errors].map((text) => `${json.title}: ${text}`);
}

const destination = resolve(process.argv[2]);
const directory = mkdtempSync(join(tmpdir(), 'threadleak-look-'));
mkdirSync(destination, { recursive: true });
const end = Math.floor(Date.now() / 60_000) * 60;
say('bundling Grafana\'s components, making a fleet for Prometheus');
await bundle(directory);
const blocks = backfill(openMetrics(end));
const prometheus = await Prometheus.start('prometheus', blocks.storage);
const chromium = Chromium.start();
const complaints = [];
try {
  for (const dashboard of dashboards()) {
    complaints.push(...(await draw(dashboard, prometheus, chromium, end, directory, destination)));
  }
} finally {
  await chromium.stop();
  await prometheus.stop();
  blocks.remove();
  rmSync(directory, { recursive: true, force: true });
}
complaints.forEach(say);
process.exitCode = complaints.length > 0 ? 1 : 0;
