import assert from "node:assert/strict";
import { test } from "node:test";
import { rowKey } from "../../src/model/report";
import { filtered, held, nextOrder, NO_FILTER, type Order, sorted } from "../../src/model/rows";
import { ariaSort, fragment, parseRoute, START } from "../../src/model/route";
import { siteOf } from "../fixtures/reports";

const a = siteOf({ siteId: "a", site: "b.B.b(B.java:1)", live: 5, verdict: "steady", growthPerSecond: null });
const b = siteOf({ siteId: "b", site: "a.A.a(A.java:1)", live: 9, verdict: "leaking", kind: "virtual", growthPerSecond: { value: 1, low: 1, high: 1 } });
const c = siteOf({ siteId: "c", site: "c.C.c(C.java:1)", live: 5, verdict: "suspect", growthPerSecond: { value: -1, low: -1, high: -1 } });
const rows = [a, b, c];
const ids = (sites: typeof rows) => sites.map((site) => site.siteId).join("");

test("sorted_byColumn_isStableAndPutsTheUnknownLast", () => {
  const by = (column: Order["column"], descending: boolean) => ids(sorted(rows, { column, descending }));
  assert.equal(by(null, true), "abc");
  assert.equal(by("live", true), "bac");
  assert.equal(by("live", false), "acb");
  assert.equal(by("verdict", true), "bca");
  assert.equal(by("site", false), "bac");
  assert.equal(by("growth", true), "bca");
  assert.equal(by("growth", false), "cba");
});

test("nextOrder_threePresses_comeBackToTheReportsOrder", () => {
  const first = nextOrder(START.order, "live");
  const second = nextOrder(first, "live");
  assert.deepEqual([first, second, nextOrder(second, "live")], [{ column: "live", descending: true }, { column: "live", descending: false }, START.order]);
  assert.equal(nextOrder(START.order, "site").descending, false);
});

test("filtered_byTextVerdictAndKind_keepsWhatHasAll", () => {
  const keep = (part: Partial<typeof NO_FILTER>) => ids(filtered(rows, { ...NO_FILTER, ...part }, (row) => (row === c ? "GET /orders" : "")));
  assert.equal(keep({}), "abc");
  assert.equal(keep({ text: " JAVA a.a " }), "b");
  assert.equal(keep({ text: "orders" }), "c");
  assert.equal(keep({ verdicts: ["leaking", "suspect"] }), "bc");
  assert.equal(keep({ kind: "platform" }), "ac");
  assert.equal(keep({ kind: "platform", verdicts: ["leaking"] }), "");
});

test("held_whileSomebodyReads_keepsPlacesAndPutsNewcomersLast", () => {
  assert.equal(ids(held([b, c, a], ["a", "b"])), "abc");
});

test("route_anyChoice_comesBackFromItsFragment", () => {
  const route = { site: "1a2b", order: { column: "growth" as const, descending: true }, filter: { text: "a&b=<ü> #1", verdicts: ["leaking" as const, "steady" as const], kind: "virtual" as const } };
  assert.deepEqual(parseRoute(fragment(route)), route);
  assert.deepEqual(parseRoute(fragment(START)), START);
  assert.equal(fragment(START), "#");
});

test("parseRoute_nonsense_isTheStart", () => {
  assert.deepEqual(parseRoute("#sort=-evil&kind=x&verdict=y,z&%%%"), START);
});

test("ariaSort_ofAColumn_saysItsDirection", () => {
  assert.equal(ariaSort({ column: "live", descending: true }, "live"), "descending");
  assert.equal(ariaSort({ column: "live", descending: false }, "live"), "ascending");
  assert.equal(ariaSort({ column: "live", descending: false }, "site"), "none");
});

test("rowKey_ofTheRests_tellsKindsApart", () => {
  assert.notEqual(rowKey(siteOf({ siteId: "other" })), rowKey(siteOf({ siteId: "other", kind: "virtual" })));
});
