/** What is known of the process as a whole: the strip under the verdict, and the sections behind the table. */

import { count, decimal, duration, plural, shown } from "../model/format";
import { firstLimit } from "../model/headline";
import type { Report, VirtualThreads } from "../model/report";
import { Fact, Heads, Name, perSecond, Unknown } from "./bits";

export function Strip({ report }: { report: Report }) {
  const first = firstLimit(report);
  const { work, virtualThreads } = report;
  return (
    <dl class="strip">
      <Fact term="Live threads">{count(report.live)}</Fact>
      <Fact term="Work">
        {work.perSecond === null ? <Unknown /> : perSecond(work.perSecond)}
        <span class="note">{shown(work.source, 60)}</span>
      </Fact>
      <Fact term="Until a limit">
        {first === null ? "nothing grows" : duration(first.seconds)}
        {first === null ? null : <span class="note">{first.limit}, at the soonest</span>}
      </Fact>
      <Fact term="Deadlocked">{count(report.deadlocked)}</Fact>
      {virtualThreads?.pinned == null ? null : <Fact term="Pinned now">{count(virtualThreads.pinned)}</Fact>}
      {report.proof === null ? null : (
        <Fact term="Proven">
          {count(report.proof.groups.filter((group) => group.tier === "proved").reduce((sum, group) => sum + group.threadIds.length, 0))}
        </Fact>
      )}
    </dl>
  );
}

export function Limits({ report }: { report: Report }) {
  const names = Object.keys(report.limits).sort((a, b) => (report.process.left[a] ?? Infinity) - (report.process.left[b] ?? Infinity));
  if (names.length === 0) return null;
  const { process } = report;
  return (
    <section aria-labelledby="limits-title">
      <h2 id="limits-title">How long the threads will do</h2>
      <p class="small">
        {process.threads === null ? "" : `${plural(process.threads, "thread")} of the process, `}
        {count(process.javaThreads)} of them Java's
        {process.nativeThreads === null ? "" : `, ${count(process.nativeThreads)} native`}. Times are at the growth's upper end.
      </p>
      <table>
        <Heads columns={[["Limit"], ["Most threads", "number"], ["Left", "number"], ["Met in", "number"]]} />
        <tbody>
          {names.map((name) => {
            const seconds = process.exhaustionSeconds[name];
            const left = process.left[name];
            return (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td class="number">{count(report.limits[name] ?? 0)}</td>
                <td class="number">{left === undefined ? <Unknown /> : count(left)}</td>
                <td class="number">{seconds === undefined ? "not growing" : duration(seconds)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function Virtual({ virtual }: { virtual: VirtualThreads | null }) {
  if (virtual === null) return null;
  const { scheduler } = virtual;
  const frames = virtual.pinnedFrames.filter((row) => row.pins > 0 || row.pinned > 0);
  return (
    <section aria-labelledby="virtual-title">
      <h2 id="virtual-title">Virtual threads</h2>
      <dl class="facts">
        {scheduler === null ? (
          <Fact term="Scheduler">cannot be seen</Fact>
        ) : (
          <>
            <Fact term="Carriers">
              {count(scheduler.carriers)} for {count(scheduler.parallelism)} at a time
            </Fact>
            <Fact term="Mounted">{count(scheduler.mounted)}</Fact>
            <Fact term="Waiting for a carrier">{count(scheduler.queued)}</Fact>
          </>
        )}
        <Fact term="Pinned now">{virtual.pinned === null ? <Unknown /> : count(virtual.pinned)}</Fact>
        <Fact term="Pinned for 20 ms and more">
          {virtual.pins === null ? <Unknown /> : `${plural(virtual.pins, "time")}, ${decimal(virtual.pinnedSeconds ?? 0)} s together`}
        </Fact>
        {virtual.refused ? <Fact term="Refused by the scheduler">{count(virtual.refused)}</Fact> : null}
      </dl>
      {frames.length === 0 ? null : (
        <table>
          <caption>Where they were pinned</caption>
          <Heads columns={[["Frame"], ["Now", "number"], ["Times", "number"], ["Seconds", "number"]]} />
          <tbody>
            {frames.map((row) => (
              <tr key={row.frame}>
                <th scope="row">
                  <Name name={row.frame} wrap />
                </th>
                <td class="number">{count(row.pinned)}</td>
                <td class="number">{count(row.pins)}</td>
                <td class="number">{decimal(row.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function Notes({ report }: { report: Report }) {
  const { evidence, notes, sampleFailures, sampleSeconds } = report.self;
  return (
    <section aria-labelledby="notes-title">
      <h2 id="notes-title">What to know of these figures</h2>
      <ul class="notes">
        {notes.map((note) => (
          <li key={note}>{shown(note, 1_000)}</li>
        ))}
        {sampleFailures > 0 ? <li>{plural(sampleFailures, "round or part of one", "rounds or parts of rounds")} failed.</li> : null}
        <li>The latest round took {decimal(sampleSeconds * 1_000)} ms.</li>
        <li>
          {evidence === null
            ? "No evidence is kept: the option evidence=DIR has bundles of it written at the moment of trouble."
            : `Bundles of evidence written: ${count(evidence.written)}${evidence.last === null ? "" : `, the last one at ${evidence.last}`}` +
              `${evidence.failed > 0 ? `; ${count(evidence.failed)} failed` : ""}.`}
        </li>
      </ul>
    </section>
  );
}
