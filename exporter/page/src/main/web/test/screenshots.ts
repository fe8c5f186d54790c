/** Pictures of the page to be looked at. */

import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launch, open, type Scheme } from "./fixtures/browser";
import { hostile } from "./fixtures/hostile";
import { healthy, LEAK, leaking, many, reportOf } from "./fixtures/reports";
import { FixtureServer, type World, worldOf } from "./fixtures/server";

interface Picture {
  name: string;
  world: World;
  path?: string;
  width?: number;
}

function pictures(): Picture[] {
  const empty = reportOf([]);
  return [
    { name: "well", world: worldOf(healthy()) },
    { name: "leaking", world: worldOf(leaking()) },
    { name: "site", world: worldOf(leaking()), path: `#site=${LEAK.siteId}` },
    { name: "narrow", world: worldOf(leaking()), width: 390 },
    { name: "narrow-site", world: worldOf(leaking()), path: `#site=${LEAK.siteId}`, width: 390 },
    { name: "first", world: worldOf({ ...empty, self: { ...empty.self, rounds: 0 } }) },
    { name: "many", world: worldOf(many(60)), path: "#sort=-live" },
    { name: "hostile", world: worldOf(hostile()) },
  ];
}

export async function take(directory: string, address: string | undefined): Promise<void> {
  const browser = await launch();
  try {
    if (address === undefined) for (const picture of pictures()) await ofFixture(browser, directory, picture);
    else await ofServer(browser, directory, address);
  } finally {
    await browser.close();
  }
}

async function ofFixture(browser: Browser, directory: string, picture: Picture): Promise<void> {
  const server = await FixtureServer.start(picture.world);
  for (const scheme of ["light", "dark"] as const) {
    await shoot(browser, server.address + (picture.path ?? ""), join(directory, `${picture.name}-${scheme}.png`), scheme, picture.width);
  }
  server.close();
}

/** What a server that runs shows now: the table, and the line at its top. */
async function ofServer(browser: Browser, directory: string, address: string): Promise<void> {
  const report = (await (await fetch(new URL("api/v1/report", address))).json()) as { sites: { siteId: string }[] };
  for (const scheme of ["light", "dark"] as const) {
    await shoot(browser, address, join(directory, `live-${scheme}.png`), scheme);
    const first = report.sites[0];
    if (first !== undefined) await shoot(browser, `${address}#site=${first.siteId}`, join(directory, `live-site-${scheme}.png`), scheme);
  }
}

async function shoot(browser: Browser, address: string, file: string, scheme: Scheme, width = 1_400): Promise<void> {
  const watched = await open(browser, address, { scheme, width });
  await watched.page.waitForSelector(address.includes("site=") ? ".icicle, .stand .none" : "h1");
  await watched.page.waitForLoadState("networkidle");
  await watched.page.screenshot({ path: file, fullPage: true });
  await watched.close();
  console.log(file);
}
