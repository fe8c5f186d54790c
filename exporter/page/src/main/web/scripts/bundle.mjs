// Bundles TypeScript that runs in Node: tests, and what takes pictures.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const web = new URL("../", import.meta.url);

/** Bundles entry points, named relative to src/main/web, into its folder target/OUT; its path. */
export async function bundle(entryPoints, out) {
  const outdir = fileURLToPath(new URL(`target/${out}/`, web));
  await build({
    entryPoints: entryPoints.map((entry) => fileURLToPath(new URL(entry, web))),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    packages: "external",
    sourcemap: "inline",
    // What a file finds beside itself is where it was written, not where it was bundled.
    define: { "import.meta.url": "WRITTEN_URL" },
    banner: { js: `const WRITTEN_URL = ${JSON.stringify(new URL("test/fixtures/any.ts", web).href)};` },
    logLevel: "warning",
  });
  return outdir;
}
