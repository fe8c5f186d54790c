// Bundles the tests of a suite and runs them by Node's own runner.
//
//   node scripts/test.mjs unit|browser [options of node --test]
import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { bundle, web } from "./bundle.mjs";

const [suite, ...options] = process.argv.slice(2);
const files = (await readdir(new URL(`test/${suite}/`, web))).filter((name) => name.endsWith(".test.ts"));
const out = await bundle(
  files.map((name) => `test/${suite}/${name}`),
  suite,
);
const built = files.map((name) => out + name.replace(/ts$/, "mjs"));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...options, ...built], { stdio: "inherit" });
process.exit(run.status ?? 1);
