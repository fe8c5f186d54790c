/** The page in each of its states, in light and dark: nothing breaks, leaves the origin or shuts anybody out. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { assertSound, launch, open, type Scheme } from "../fixtures/browser";
import { hostile, NAMES } from "../fixtures/hostile";
import { healthy, historyOf, LEAK, leaking, many, reportOf } from "../fixtures/reports";
import { FixtureServer, standalone, type World, worldOf } from "../fixtures/server";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const SCHEMES: Scheme[] = ["light", "dark"];

async function served(world: World, scheme: Scheme, look: (page: Awaited<ReturnType<typeof open>>, server: FixtureServer) => Promise<void>, path = "", prefix = "/", expected?: string) {
  const server = await FixtureServer.start(world, prefix);
  const watched = await open(browser, server.address + path, { scheme, ...(expected === undefined ? {} : { expected }) });
  try {
    await look(watched, server);
    await assertSound(watched);
    assert.equal(watched.refused.length > 0, expected !== undefined, "requests that fail");
  } finally {
    await watched.close();
    server.close();
  }
}

for (const scheme of SCHEMES) {
  test(`healthy_${scheme}_saysThatNothingLeaks`, () =>
    served(worldOf(healthy()), scheme, async ({ page }) => {
      await page.waitForSelector("h1.good");
      assert.match(await page.innerText("h1"), /Nothing leaks: 88 live threads/);
      assert.equal(await page.title(), "Nothing leaks – threadleak");
    }));

  test(`leaking_${scheme}_saysSoWithTimeToExhaustion`, () =>
    served(worldOf(leaking()), scheme, async ({ page }) => {
      await page.waitForSelector("h1.bad");
      assert.match(await page.innerText("h1"), /1 line leaks and holds 412 of 1,704 live threads; all growth together meets pids_max in 7 h 39 min at the soonest/);
      const row = page.locator("table.sites tbody tr").first();
      assert.match(await row.innerText(), /leaking[\s\S]*OrderHandler\.handle:42[\s\S]*POST \/orders[\s\S]*412[\s\S]*\+436[\s\S]*\+410 to \+464[\s\S]*\+4\.10[\s\S]*57 min[\s\S]*92% waiting/);
      assert.match((await row.locator("svg").getAttribute("aria-label")) ?? "", /Live 8 to 412.*throughput up to/);
    }));

  test(`oneSite_${scheme}_isSound`, () =>
    served(worldOf(reportOf([LEAK])), scheme, async ({ page }) => {
      assert.equal(await page.locator("table.sites tbody tr").count(), await waitForRows(page, 1));
    }));

  test(`site_${scheme}_showsCourseStacksAndProof`, () =>
    served(
      worldOf(leaking()),
      scheme,
      async ({ page }) => {
        await page.waitForSelector(".icicle .cell");
        const text = await page.innerText("main");
        for (const part of ["402 threads started", "They came evenly", "Next step", "Live threads went from 8 to 412", "100 of 412 threads looked at", "408 pools", "InvoiceExport.newPool", "Proved: nothing alive can wake them", "1.88 MB"]) {
          assert.ok(text.includes(part), `lacks "${part}"`);
        }
        assert.match(text, /go tool pprof -tagfocus=site_id=1a2b3c4d http:\/\/127\.0\.0\.1:\d+\/debug\/pprof\/thread/);
        assert.ok((await page.locator("figure.chart").count()) === 2);
      },
      `#site=${LEAK.siteId}`,
    ));

  test(`manySites_${scheme}_areSound`, () =>
    served(worldOf(many()), scheme, async ({ page }) => {
      assert.equal(await waitForRows(page, 500), 500);
    }));

  test(`hostileNames_${scheme}_areShownAsText`, () =>
    served(worldOf(hostile()), scheme, async ({ page }) => {
      await waitForRows(page, NAMES.length);
      const text = await page.innerText("table.sites");
      assert.ok(text.includes("<img src=x onerror=alert(1)>") && text.includes("\\u202egnp.exe") && text.includes("(10,000 characters)") && text.includes("\\u000a"));
      assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main script, main [onclick]").length), 0);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "wider than the window");
      for (let i = 0; i < NAMES.length; i++) {
        await page.evaluate((at) => (location.hash = `#site=${(0xbad_0000 + at).toString(16).padStart(8, "0")}`), i);
        await page.waitForSelector("article.one .icicle");
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `site ${i} is wider than the window`);
      }
    }));

  test(`beforeTheFirstRound_${scheme}_saysSo`, () => {
    const empty = reportOf([]);
    const report = { ...empty, self: { ...empty.self, rounds: 0 } };
    return served(
      { ...worldOf(report), history: 503 },
      scheme,
      async ({ page }) => {
        await page.waitForSelector("h1.wait");
        assert.equal((await page.innerText("h1")).trim().endsWith("The first round is not through yet."), true);
        assert.equal(await page.locator("table.sites").count(), 0);
      },
      "",
      "/",
      "503",
    );
  });

  test(`serverGone_${scheme}_keepsTheLastReportAndSaysSinceWhen`, () =>
    served(worldOf({ ...leaking(), intervalSeconds: 2 }), scheme, async ({ page }, server) => {
      await page.waitForSelector("h1.bad");
      server.close();
      await page.waitForSelector(".broken", { timeout: 20_000 });
      assert.match(await page.innerText(".broken"), /Nothing new since \d\d:\d\d:\d\d: the server does not answer\. It is asked again at \d\d:\d\d:\d\d\./);
      assert.match(await page.innerText("h1"), /1 line leaks/);
    }, "", "/", "ERR_"));

  test(`standaloneFile_${scheme}_worksWithoutAServer`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "threadleak-page-"));
    const file = join(folder, "report.html");
    const report = leaking();
    writeFileSync(file, standalone({ report: { ...report, sites: report.sites.map((site) => ({ ...site, stacks: [{ threads: 3, frames: ["a.B.c(B.java:1)"] }] })) }, history: historyOf(report) }));
    const watched = await open(browser, pathToFileURL(file).href, { scheme });
    try {
      const { page } = watched;
      await page.waitForSelector("h1.bad");
      assert.match(await page.innerText("header"), /As of .*15:04:05\. A file: it does not update itself/);
      assert.match(await page.innerText("main"), /A bundle of evidence has its profiles as files beside this one/);
      await page.click("a[data-row]");
      await page.waitForSelector(".icicle .cell");
      assert.match(await page.innerText("article"), /Live threads went from 8 to 412/);
      await page.keyboard.press("Escape");
      await page.waitForSelector("table.sites");
      await page.keyboard.press("3");
      assert.match(page.url(), /#sort=-live$/);
      await assertSound(watched);
    } finally {
      await watched.close();
      rmSync(folder, { recursive: true });
    }
  });
}

test("everythingButTheReport_missing_isSaidInWords", () =>
  served(
    { ...worldOf(leaking()), history: 404, siteHistory: () => 401, stacks: () => 503, hasProfiles: false },
    "light",
    async ({ page }) => {
      await waitForRows(page, 6);
      const overview = await page.innerText("main");
      assert.match(overview, /no course over time: this server does not serve it/);
      assert.match(overview, /This server has no profiles, or does not show them to this user/);
      assert.match(overview, /No evidence is kept: the option evidence=DIR/);
      assert.equal(await page.locator("th.trend").count(), 0);
      await page.click("a[data-row]");
      await page.waitForFunction(() => document.body.innerText.includes("No look at them now"));
      const site = await page.innerText("main");
      assert.match(site, /No history: the server asks for a login/);
      assert.match(site, /No look at them now: the server is not ready, or busy/);
    },
    "",
    "/",
    "status of",
  ));

test("behindAProxyWithAPrefix_everythingIsRelative", () =>
  served(
    worldOf(leaking()),
    "light",
    async ({ page }, server) => {
      await waitForRows(page, 6);
      await page.waitForSelector(".copyable");
      assert.ok(server.asked.every((path) => path.startsWith("/team/shop/")), String(server.asked));
      assert.match(await page.innerText(".profiles"), /go tool pprof http:\/\/127\.0\.0\.1:\d+\/team\/shop\/debug\/pprof\/thread\b/);
    },
    "",
    "/team/shop/",
  ));

async function waitForRows(page: import("playwright-core").Page, rows: number): Promise<number> {
  await page.waitForFunction((count) => document.querySelectorAll("table.sites tbody tr").length === count, rows);
  return rows;
}
