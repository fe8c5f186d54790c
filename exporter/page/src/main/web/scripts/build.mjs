// Builds the page: one HTML file with its style and its script inside.
//
//   node scripts/build.mjs            writes it to where the module's resources are
//   node scripts/build.mjs --check    compares it with the file there; exit 1 where they differ
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const MOST_BYTES = 150_000;
const DATA = '<script type="application/json" id="data"></script>';

const web = new URL("../", import.meta.url);
const page = new URL("../resources/io/threadleak/page/page.html", web);

/** Browsers of the last three years: all that the page asks of them is older. */
const TARGET = ["chrome110", "firefox115", "safari16.4"];

async function bundle(entry) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(entry, web))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: TARGET,
    charset: "ascii",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
  return result.outputFiles[0].text.trim();
}

/** What CSP compares: the base64 of the text between the tags. */
function hash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** The terms under which what is bundled may be passed on. */
async function licences() {
  const names = Object.entries(JSON.parse(await readFile(new URL("package.json", web), "utf8")).dependencies);
  const texts = await Promise.all(
    names.map(async ([name, version]) => {
      const text = await readFile(new URL(`node_modules/${name}/LICENSE`, web), "utf8");
      return `It contains ${name} ${version}:\n\n${text.trim()}`;
    }),
  );
  return ["The page of threadleak, Apache License 2.0.", ...texts].join("\n\n");
}

function refuse(reason) {
  console.error(`page: ${reason}`);
  process.exit(1);
}

async function html() {
  const [template, script, style, comment] = await Promise.all([
    readFile(new URL("src/page.html", web), "utf8"),
    bundle("src/main.tsx"),
    bundle("src/style/page.css"),
    licences(),
  ]);
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style) || comment.includes("--")) {
    refuse("what is to be put into the page would end the element that it stands in");
  }
  const policy =
    `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; ` +
    "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
  const parts = { licences: comment, policy, style, script };
  const text = template.replace(/{{(\w+)}}/g, (_, name) => parts[name]);
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    refuse(`the page has ${bytes} bytes, and may have ${MOST_BYTES}`);
  }
  if (text.split(DATA).length !== 2) {
    refuse("there must be exactly one place for data in the page");
  }
  return text;
}

const built = await html();
if (process.argv.includes("--check")) {
  const committed = await readFile(page, "utf8").catch(() => "");
  if (committed !== built) {
    refuse(`${fileURLToPath(page)} is not what its sources make: run exporter/page/build and commit it`);
  }
  console.log(`page: ${Buffer.byteLength(built)} bytes, as committed`);
} else {
  await writeFile(page, built);
  console.log(`page: ${Buffer.byteLength(built)} bytes`);
}
