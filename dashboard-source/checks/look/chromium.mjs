/** Debian's Chromium without a window, spoken to over a pipe. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--force-color-profile=srgb', '--remote-debugging-pipe',
];

export class Chromium {
  #process;
  #profile;
  #pending = new Map();
  #listeners = [];
  #next = 1;
  #rest = '';

  static start() {
    const chromium = new Chromium();
    chromium.#profile = mkdtempSync(join(tmpdir(), 'threadleak-chromium-'));
    chromium.#process = spawn('chromium', [...FLAGS, `--user-data-dir=${chromium.#profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    chromium.#process.on('error', (error) => chromium.#fail(error));
    chromium.#process.on('exit', () => chromium.#fail(new Error('chromium has ended')));
    chromium.#process.stdio[3].on('error', () => {});
    chromium.#process.stdio[4].setEncoding('utf8').on('data', (text) => chromium.#receive(text));
    return chromium;
  }

  #fail(error) {
    this.#pending.forEach(({ reject }) => reject(error));
    this.#pending.clear();
  }

  #receive(text) {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop();
    for (const message of messages.map((each) => JSON.parse(each))) {
      const waiting = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) {
        waiting?.reject(new Error(message.error.message));
      } else {
        waiting?.resolve(message.result);
      }
      this.#listeners.forEach((listener) => listener(message));
    }
  }

  send(method, params = {}, sessionId) {
    const id = this.#next++;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  /** Opens a file; answers with functions on its page, and keeps what goes wrong there in `errors`. */
  async open(address, width, height) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const send = (method, params) => this.send(method, params, sessionId);
    const errors = [];
    this.#listeners.push(({ method, params, sessionId: of }) => {
      if (of === sessionId && method === 'Runtime.exceptionThrown') {
        errors.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
      }
    });
    const resize = (w, h) => send('Emulation.setDeviceMetricsOverride', { width: w, height: h, deviceScaleFactor: 1, mobile: false });
    await send('Runtime.enable');
    await resize(width, height);
    await send('Page.enable');
    await send('Page.navigate', { url: address });
    return {
      errors,
      resize,
      evaluate: async (expression) => {
        const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) {
          throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
      },
      screenshot: async () => Buffer.from((await send('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
      close: () => this.send('Target.closeTarget', { targetId }),
    };
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
