/** A real Prometheus with samples as if it had scraped them, and what it says to a query. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_MILLIS = 60_000;
const CHUNK = 1 << 20;

/** Blocks of the samples, made once: a directory that is the storage of any number of servers. */
export function backfill(lines, promtool = 'promtool') {
  const directory = mkdtempSync(join(tmpdir(), 'threadleak-dashboards-'));
  const text = join(directory, 'samples.om');
  const file = openSync(text, 'w');
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length > CHUNK) {
      writeSync(file, chunk);
      chunk = '';
    }
  }
  writeSync(file, chunk);
  closeSync(file);
  execFileSync(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=24h', text, join(directory, 'tsdb')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  rmSync(text);
  return { storage: join(directory, 'tsdb'), remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export class Prometheus {
  #process;
  #directory;

  constructor(process, directory, address, version) {
    this.#process = process;
    this.#directory = directory;
    this.address = address;
    this.version = version;
  }

  /** Starts one on loopback and waits until it is ready; its storage is the given one. */
  static async start(program, storage) {
    const directory = mkdtempSync(join(tmpdir(), 'threadleak-prometheus-'));
    const config = join(directory, 'prometheus.yml');
    writeFileSync(config, 'global: {}\n');
    const address = `http://127.0.0.1:${await freePort()}`;
    const process = spawn(
      program,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${storage}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=${address.slice('http://'.length)}`,
        '--web.cors.origin=.*',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    process.on('error', (error) => (log += error.message));
    process.stderr.on('data', (text) => (log = (log + text).slice(-4000)));
    for (const deadline = Date.now() + READY_MILLIS; ; await sleep(50)) {
      const ready = await fetch(`${address}/-/ready`).then((answer) => answer.ok, () => false);
      if (ready) {
        break;
      }
      if (Date.now() > deadline || process.exitCode !== null) {
        process.kill();
        throw new Error(`${program} is not ready:\n${log}`);
      }
    }
    const info = await (await fetch(`${address}/api/v1/status/buildinfo`)).json();
    return new Prometheus(process, directory, address, info.data.version);
  }

  async ask(path, parameters) {
    const answer = await fetch(`${this.address}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(parameters) });
    const body = await answer.json();
    if (body.status !== 'success') {
      throw new Error(`${body.error}\n${parameters.query}`);
    }
    return body.data;
  }

  instant(query, time) {
    return this.ask('query', { query, time });
  }

  range(query, start, end, step) {
    return this.ask('query_range', { query, start, end, step });
  }

  /** The syntax tree; of the 3.x line alone. */
  parse(query) {
    return this.ask('parse_query', { query });
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
