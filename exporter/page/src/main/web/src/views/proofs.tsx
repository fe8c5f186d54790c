/** What reachability has shown of a site's threads. */

import { bytes, clock, count, plural, shown } from "../model/format";
import type { Proof, ProofGroup } from "../model/report";
import { Fact, Frames } from "./bits";

const TIERS: Record<ProofGroup["tier"], string> = {
  proved: "Proved: nothing alive can wake them",
  stuck: "Stuck: only an interrupt can end them",
  probable: "Probable",
};

export function Proofs({ groups, proof }: { groups: readonly ProofGroup[]; proof: Proof | null }) {
  if (proof === null || groups.length === 0) return null;
  return (
    <section aria-labelledby="proof-title">
      <h2 id="proof-title">Proof</h2>
      <p class="small">
        By {proof.engine.replace("_", " ")}, {clock(Date.parse(proof.time), Date.now())}: {count(proof.candidates)} of {plural(proof.threads, "thread")} waited
        without a time limit.
      </p>
      {groups.map((group, i) => (
        <div key={i} class="group">
          <h3>
            {TIERS[group.tier] ?? group.tier} ({plural(group.threadIds.length, "thread")})
          </h3>
          <dl class="names">
            <Fact term="Wait for">{shown(group.waitsFor)}</Fact>
            <Fact term="Why">{shown(group.why, 2_000)}</Fact>
            {group.heldBy.length === 0 ? null : <Fact term="Held by">{group.heldBy.map((step) => shown(step)).join(" → ")}</Fact>}
            {group.retainedBytes === null ? null : <Fact term="Heap kept">{bytes(group.retainedBytes)}</Fact>}
            {group.waitingSince === null ? null : <Fact term="At least since">{clock(Date.parse(group.waitingSince), Date.now())}</Fact>}
            <Fact term="Names">{group.names.map((name) => shown(name, 80)).join(", ")}</Fact>
          </dl>
          <details class="numbers">
            <summary>Where they stand</summary>
            <Frames frames={group.frames} label="Innermost frame first" />
          </details>
        </div>
      ))}
    </section>
  );
}
