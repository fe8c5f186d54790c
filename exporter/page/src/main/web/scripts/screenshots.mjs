// Takes pictures of the page in its states, light and dark.
//
//   node scripts/screenshots.mjs DIRECTORY [ADDRESS]
//
// Without an address they are those of made-up reports, else those of the server there.
import { mkdir } from "node:fs/promises";
import { bundle } from "./bundle.mjs";

const [directory, address] = process.argv.slice(2);
if (directory === undefined) {
  console.error("screenshots: say in which directory: node scripts/screenshots.mjs DIRECTORY [ADDRESS]");
  process.exit(2);
}
const out = await bundle(["test/screenshots.ts"], "pictures");
await mkdir(directory, { recursive: true });
const { take } = await import(`${out}screenshots.mjs`);
await take(directory, address);
