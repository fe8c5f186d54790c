import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, decimal, duration, frameParts, hourMinute, interval, lineOf, shown, signed } from "../../src/model/format";

test("duration_anySeconds_isReadable", () => {
  const cases: [number, string][] = [[0, "0 s"], [59.6, "1 min"], [91, "91 s"], [300, "5 min"], [3_600, "1 h"], [5_000, "83 min"], [6_978, "1 h 56 min"], [14_400, "4 h"], [259_200, "3 d"], [180_000, "2 d 2 h"], [4e7, "463 d"]];
  for (const [seconds, text] of cases) assert.equal(duration(seconds), text, String(seconds));
});

test("decimal_anyNumber_hasThreeDigitsAtLeast", () => {
  const cases: [number, string][] = [[0, "0"], [0.0004, "0"], [0.033, "0.033"], [4.1, "4.10"], [4, "4"], [41.24, "41.2"], [412, "412"], [1_234.5, "1,235"]];
  for (const [value, text] of cases) assert.equal(decimal(value), text);
});

test("signed_growth_alwaysHasItsSign", () => {
  assert.equal(signed(12), "+12");
  assert.equal(signed(-0.5), "−0.500");
  assert.equal(signed(-0.00001), "0");
});

test("interval_withOneEnd_saysWhich", () => {
  assert.equal(interval({ value: 2, low: 1, high: 3 }, 10), "+10 to +30");
  assert.equal(interval({ value: 2, low: 1, high: null }, 10), "at least +10");
  assert.equal(interval({ value: 2, low: null, high: 3 }, 10), "at most +30");
  assert.equal(interval({ value: 2, low: null, high: null }, 10), "");
  assert.equal(interval({ value: 0, low: 0, high: 0 }, 10), "");
});

test("shown_hostileName_hasNothingInvisibleAndIsCut", () => {
  assert.equal(shown("a\nb\u202ec\u200d\u0000"), "a\\u000ab\\u202ec\\u200d\\u0000");
  assert.equal(shown("\ud800x🧵"), "\\ud800x🧵");
  assert.equal(shown("x".repeat(10_000), 10), "xxxxxxxxxx… (10,000 characters)");
  assert.equal(shown(""), "(no name)");
});

test("frameParts_ofFrames_areTold", () => {
  const known = frameParts("com.acme.OrderHandler.handle(OrderHandler.java:42)");
  assert.deepEqual(known, { place: "com.acme.", method: "OrderHandler.handle", source: "OrderHandler.java:42" });
  assert.equal(lineOf(known), ":42");
  assert.equal(lineOf(frameParts("com.acme.Order$Line.<init>(Order.java:7)")), ":7");
  assert.equal(lineOf(frameParts("a.FooKt.run(Foo.kt:7)")), " Foo.kt:7");
  assert.equal(lineOf(frameParts("java.lang.Object.wait(Native Method)")), " Native Method");
  assert.deepEqual(frameParts("http-nio-#-exec-#"), { place: "", method: "http-nio-#-exec-#", source: "" });
  assert.equal(frameParts("a.".repeat(5_000) + "!").place, "");
});

test("hourMinute_halfAMinute_hasItsSeconds", () => {
  assert.match(hourMinute(Date.UTC(2026, 0, 2, 9, 14, 0)), /^\d\d:14$/);
  assert.match(hourMinute(Date.UTC(2026, 0, 2, 9, 14, 30)), /^\d\d:14:30$/);
});

test("bytes_anySize_hasItsUnit", () => {
  assert.equal(bytes(12), "12 B");
  assert.equal(bytes(1_884_160), "1.88 MB");
});
