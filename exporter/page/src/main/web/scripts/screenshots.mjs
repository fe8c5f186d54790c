// Takes pictures of the page in its states, light and dark.
//
//   node scripts/screenshots.mjs DIRECTORY [ADDRESS]
//
// Without an address they are those of made-up reports, else those of the server there.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [directory, address] = process.argv.slice(2);
if (directory === undefined) {
  console.error("screenshots: say in which directory: node scripts/screenshots.mjs DIRECTORY [ADDRESS]");
  process.exit(2);
}
const web = new URL("../", import.meta.url);
const out = fileURLToPath(new URL("target/screenshots.mjs", web));
await build({
  entryPoints: [fileURLToPath(new URL("test/screenshots.ts", web))],
  outfile: out,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  packages: "external",
  define: { "import.meta.url": "TEST_URL" },
  banner: { js: `const TEST_URL = ${JSON.stringify(new URL("test/fixtures/any.ts", web).href)};` },
  logLevel: "warning",
});
await mkdir(directory, { recursive: true });
const { take } = await import(out);
await take(directory, address);
