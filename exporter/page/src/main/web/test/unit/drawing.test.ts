import assert from "node:assert/strict";
import { test } from "node:test";
import { icicle, neighbour } from "../../src/model/icicle";
import { areaPath, linePath, niceMaximum, perSecond, timeTicks } from "../../src/model/series";

test("perSecond_gapOrRestart_isUnknown", () => {
  assert.deepEqual(perSecond([0, 10, 20, 30, 40, 50], [100, 200, null, 250, 10, 60]), [null, 10, null, null, null, 5]);
});

test("linePath_withAGap_isTwoLines", () => {
  const box = { from: 0, to: 30, most: 10, width: 300, height: 100 };
  assert.equal(linePath([0, 10, 20, 30], [0, null, 5, 10], box), "M0 100M200 50L300 0");
  assert.equal(areaPath([0, 10, 20, 30], [0, null, 5, 10], box), "M0 100L0 100L0 100ZM200 100L200 50L300 0L300 100Z");
});

test("niceMaximum_anyValue_isRoundAndNotBelow", () => {
  assert.deepEqual([0, 0.07, 1, 3, 41, 277, 412, 1_001].map(niceMaximum), [1, 0.08, 1, 3, 50, 300, 500, 1_500]);
});

test("timeTicks_anySpan_areFewAndInside", () => {
  for (const span of [30, 600, 3_600, 40_000, 400_000]) {
    const ticks = timeTicks(1_000_003, 1_000_003 + span, 6);
    assert.ok(ticks.length >= 1 && ticks.length <= 7, `${span}: ${ticks.length}`);
    assert.ok(ticks.every((tick) => tick >= 1_000_003 && tick <= 1_000_003 + span));
  }
});

const STACKS = [
  { threads: 6, frames: ["wait", "take", "run"] },
  { threads: 3, frames: ["read", "run"] },
  { threads: 1, frames: ["wait", "join", "run"] },
];

test("icicle_ofStacks_mergesWhatTheyShareFromTheOutside", () => {
  const cells = icicle(STACKS, "10 threads");
  assert.deepEqual(
    cells.map((cell) => [cell.frame, cell.threads, cell.depth, Math.round(cell.left * 10)]),
    [["10 threads", 10, 0, 0], ["run", 10, 1, 0], ["take", 6, 2, 0], ["read", 3, 2, 6], ["join", 1, 2, 9], ["wait", 6, 3, 0], ["wait", 1, 3, 9]],
  );
  assert.equal(neighbour(cells, 2, "ArrowRight"), 3);
  assert.equal(neighbour(cells, 3, "ArrowUp"), 1);
  assert.equal(neighbour(cells, 1, "ArrowDown"), 2);
  assert.equal(neighbour(cells, 0, "End"), 5);
  assert.equal(neighbour(cells, 5, "ArrowDown"), null);
});

test("icicle_endlessStacks_isBounded", () => {
  const stacks = Array.from({ length: 100 }, (_, i) => ({ threads: 1, frames: Array.from({ length: 1_000 }, (_, j) => `f${i}.${j}`) }));
  assert.equal(icicle(stacks, "").length, 2_000);
});
