/** What the page does under somebody's hands and eyes. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { accessibilityFaults, launch, open, type Options } from "../fixtures/browser";
import { historyOf, LEAK, leaking, many, reportOf, siteOf } from "../fixtures/reports";
import { FixtureServer, type World, worldOf } from "../fixtures/server";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function with_(world: World, look: (page: Page, server: FixtureServer) => Promise<void>, options: Options = {}, path = "") {
  const server = await FixtureServer.start(world);
  const watched = await open(browser, server.address + path, options);
  try {
    await watched.page.waitForSelector("h1");
    await look(watched.page, server);
    assert.deepEqual(watched.faults, []);
  } finally {
    await watched.close();
    server.close();
  }
}

const firstRow = (page: Page) => page.locator("table.sites tbody tr").first().innerText();

/** Lets the page come by the server's next report, the interval being short. */
async function nextRound(page: Page, world: World, change: (report: ReturnType<typeof leaking>) => void): Promise<void> {
  const report = structuredClone(world.report) as ReturnType<typeof leaking>;
  report.time = new Date(Date.parse(report.time) + 1_000).toISOString();
  change(report);
  world.report = report;
  await page.waitForSelector(`time[datetime="${report.time}"]`, { timeout: 20_000 });
}

test("newReport_whileSomebodyReads_leavesFocusSelectionScrollAndPlaces", () => {
  const world = worldOf({ ...many(80), intervalSeconds: 2 });
  return with_(
    world,
    async (page) => {
      const link = page.locator("a[data-row]").nth(40);
      await link.focus();
      const name = await link.innerText();
      await page.evaluate(() => {
        scrollTo(0, 900);
        getSelection()?.selectAllChildren(document.querySelectorAll("a[data-row] .method")[38]!);
      });
      const selected = await page.evaluate(() => String(getSelection()));
      await nextRound(page, world, (report) => {
        report.sites.forEach((site) => (site.live += 1));
        report.sites[70]!.live = 9_999;
        report.sites.reverse();
      });
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).innerText), name);
      assert.equal(await page.evaluate(() => String(getSelection())), selected);
      assert.equal(await page.evaluate(() => scrollY), 900);
      assert.equal(await page.locator("a[data-row]").nth(40).innerText(), name, "keeps its place");
      await page.evaluate(() => {
        (document.activeElement as HTMLElement).blur();
        getSelection()?.removeAllRanges();
      });
      await nextRound(page, world, () => {});
      assert.match(await firstRow(page), /Worker79\./);
    },
    {},
    "#sort=",
  );
});

test("newReport_whatChanged_isShownAndSpokenOnlyWhenTheVerdictTurns", () => {
  const world = worldOf({ ...reportOf([siteOf()]), intervalSeconds: 2 });
  return with_(world, async (page) => {
    await page.evaluate(() => {
      const region = document.querySelector("p[role=status].spoken")!;
      new MutationObserver(() => (region as HTMLElement).setAttribute("data-said", `${region.getAttribute("data-said") ?? ""}|${region.textContent}`)).observe(region, { characterData: true, subtree: true, childList: true });
    });
    await nextRound(page, world, (report) => (report.live = 39));
    assert.equal(await page.getAttribute("p[role=status].spoken", "data-said"), null);
    await nextRound(page, world, (report) => (report.sites = [LEAK]));
    assert.equal(await page.getAttribute("p[role=status].spoken", "data-said"), "|1 line leaks");
  });
});

test("pause_andGoOn_stopsAndStartsAsking", () => {
  const world = worldOf({ ...leaking(), intervalSeconds: 2 });
  return with_(world, async (page, server) => {
    await page.keyboard.press("p");
    await page.waitForSelector("button[aria-pressed=true]");
    const asked = server.asked.length;
    await page.waitForTimeout(3_000); // nothing may happen meanwhile: there is nothing to wait for
    assert.equal(server.asked.length, asked);
    await page.click("button[aria-pressed=true]");
    await nextRound(page, world, () => {});
  });
});

test("keys_alone_sortFilterOpenAndGoBack", () =>
  with_(worldOf(leaking()), async (page) => {
    await page.keyboard.press("3");
    assert.match(await firstRow(page), /Suggest\.fanOut/);
    assert.equal(await page.getAttribute("th.live", "aria-sort"), "descending");
    await page.keyboard.press("3");
    assert.match(await firstRow(page), /HikariPool/);
    await page.keyboard.press("/");
    await page.keyboard.type("invoice");
    assert.equal(await page.locator("table.sites tbody tr").count(), 1);
    assert.match(page.url(), /#q=invoice&sort=live$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForSelector("article.one");
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
    await page.keyboard.press("Escape");
    await page.waitForSelector("table.sites");
    assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-row")), true);
    await page.keyboard.press("?");
    assert.match(await page.innerText("dialog"), /Keys and words/);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  }));

test("link_toAChoice_opensIt", () =>
  with_(
    worldOf(leaking()),
    async (page) => {
      assert.equal(await page.locator("table.sites tbody tr").count(), 2);
      assert.match(await firstRow(page), /HikariPool/);
      await page.click("text=Show all");
      assert.equal(await page.locator("table.sites tbody tr").count(), 6);
      await page.click("label.toggle:has-text('suspect')");
      assert.match(page.url(), /verdict=suspect/);
      await page.click("a[data-row]");
      await page.waitForSelector("article.one");
      await page.goBack();
      await page.waitForSelector("table.sites");
      assert.equal(await page.locator("table.sites tbody tr").count(), 1);
    },
    {},
    "#verdict=steady&sort=live",
  ));

test("restsOfBothKinds_haveRowsAndPastsOfTheirOwn", () => {
  const report = leaking();
  report.other = siteOf({ ...report.other, live: 21 });
  report.otherVirtual = siteOf({ ...report.other, kind: "virtual", live: 9 });
  return with_(worldOf(report), async (page, server) => {
    await page.waitForSelector("table.sites tbody tr:nth-child(8) svg");
    await page.click("table.sites tbody tr:nth-child(8) a");
    await page.waitForSelector("figure.chart");
    assert.match(page.url(), /site=other-virtual$/);
    assert.match(await page.innerText("article"), /Live threads went from \d+ to 9 /);
    assert.ok(server.asked.includes("/api/v1/history?site=other%20(virtual)"), String(server.asked));
    assert.ok(!server.asked.some((path) => path.endsWith("/stacks")), String(server.asked));
  });
});

test("icicle_byKeys_isOneStopAndZooms", () =>
  with_(
    worldOf(leaking()),
    async (page) => {
      await page.waitForSelector(".icicle .cell");
      assert.equal(await page.locator(".icicle [tabindex='0']").count(), 1);
      await page.focus(".icicle [tabindex='0']");
      for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
      assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /FutureTask\.run/);
      const width = () => page.evaluate(() => document.activeElement!.getBoundingClientRect().width / document.querySelector(".icicle")!.getBoundingClientRect().width);
      assert.ok((await width()) < 0.2);
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement!.getBoundingClientRect().width > 1_000);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("article.one").count(), 1, "the first Escape only zooms out");
      const looks = () => page.evaluate(() => performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith("/stacks")).length);
      assert.equal(await looks(), 1);
      await page.click("text=Look again");
      await page.waitForFunction(() => performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith("/stacks")).length === 2);
    },
    {},
    `#site=${LEAK.siteId}`,
  ));

test("narrowScreen_tableAndSite_fitTheirWidth", async () => {
  for (const path of ["", `#site=${LEAK.siteId}`]) {
    await with_(
      worldOf(leaking()),
      async (page) => {
        await page.waitForLoadState("networkidle");
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, path);
      },
      { width: 360 },
      path,
    );
  }
});

/** Ours draws and lays out; the browser is given the finished HTML of the very same page to compare. */
test("fiveHundredSites_renewed_takeNotMuchLongerThanTheBrowsersOwnWork", async () => {
  const report = many(500);
  const world = worldOf({ ...report, intervalSeconds: 2 });
  world.history = historyOf(report);
  await with_(world, async (page) => {
    await page.waitForFunction(() => document.querySelectorAll("table.sites tbody tr").length === 500);
    await page.keyboard.press("p");
    const measured = await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const best = async (times: number, work: (i: number) => void) => {
        let least = Infinity;
        for (let i = 0; i < times; i++) {
          await frame();
          const start = performance.now();
          work(i);
          document.body.getBoundingClientRect();
          least = Math.min(least, performance.now() - start);
        }
        return least;
      };
      const nodes = document.querySelectorAll("*").length;
      const table = document.querySelector("table.sites")!;
      const html = table.outerHTML.replace(/ style="[^"]*"/g, ""); // which the policy refuses in HTML
      const beside = document.createElement("div");
      document.querySelector("main")!.append(beside);
      const bare = await best(5, (i) => (beside.innerHTML = html.replaceAll("Worker", `Worker${i}`)));
      beside.remove();
      const sort = await best(6, (i) => document.querySelector<HTMLElement>(`th.${i % 2 ? "live" : "oldest"} button`)!.click());
      return { nodes, bare, sort };
    });
    console.log(`500 lines: ${measured.nodes} elements; sorted anew in ${measured.sort.toFixed(0)} ms, the browser parses and lays out as much HTML in ${measured.bare.toFixed(0)} ms`);
    assert.ok(measured.nodes < 20_000, `${measured.nodes} elements`);
    assert.ok(measured.sort < measured.bare * 3, JSON.stringify(measured));
  });
});

test("address_withUserAndPassword_isReadAllTheSame", async () => {
  const server = await FixtureServer.start(worldOf(leaking()));
  const watched = await open(browser, server.address.replace("//", "//who:secret@"));
  try {
    await watched.page.waitForSelector("h1.bad", { timeout: 20_000 });
    assert.deepEqual(watched.faults, []);
  } finally {
    await watched.close();
    server.close();
  }
});
