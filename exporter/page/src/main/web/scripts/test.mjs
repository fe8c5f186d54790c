// Bundles the tests of a suite and runs them by Node's own runner.
//
//   node scripts/test.mjs unit|browser [options of node --test]
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [suite, ...options] = process.argv.slice(2);
const web = new URL("../", import.meta.url);
const tests = fileURLToPath(new URL(`test/${suite}/`, web));
const out = fileURLToPath(new URL(`target/${suite}/`, web));

await rm(out, { recursive: true, force: true });
const files = (await readdir(tests)).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: files.map((name) => tests + name),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  // What a test finds beside itself is where it was written, not where it was bundled.
  define: { "import.meta.url": "TEST_URL" },
  banner: { js: `const TEST_URL = ${JSON.stringify(new URL("test/fixtures/any.ts", web).href)};` },
  logLevel: "warning",
});
const built = files.map((name) => out + name.replace(/ts$/, "mjs"));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...options, ...built], { stdio: "inherit" });
process.exit(run.status ?? 1);
