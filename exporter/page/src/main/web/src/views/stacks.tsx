/** Where a site's threads stand: asked for when the view is opened, and again by hand. */

import { useMemo } from "preact/hooks";
import { count, plural } from "../model/format";
import type { Site } from "../model/report";
import { Frames } from "./bits";
import { Icicle } from "./icicle";
import type { SiteAnswers } from "./site-answers";

interface Props {
  site: Site;
  answers: SiteAnswers;
  standalone: boolean;
}

export function StandNow({ site, answers, standalone }: Props) {
  const asked = answers.stacks;
  const stacks = asked?.stacks ?? site.stacks;
  const threads = useMemo(() => stacks.reduce((sum, stack) => sum + stack.threads, 0), [stacks]);
  return (
    <section aria-labelledby="stand-title" class="stand">
      <div class="section-head">
        <h2 id="stand-title">Where they stand</h2>
        {standalone || site.siteId === "other" ? null : (
          <button type="button" onClick={answers.askForStacks} aria-disabled={answers.isAsking}>
            {answers.isAsking ? "Looking …" : "Look again"}
          </button>
        )}
      </div>
      <p class="small">
        {asked === null ? "" : `${count(asked.sampled)} of ${plural(asked.threads, "thread")} looked at. `}
        {asked === null && stacks.length > 0 ? "As the latest report sampled them. " : ""}
        {answers.stacksMissing === null ? "" : `No look at them now: ${answers.stacksMissing}. `}
        {stacks.length > 0 ? "Outermost frame on top; the wider, the more threads; frames of the JDK are grey. Enter zooms, arrows move, Escape goes back." : ""}
      </p>
      {stacks.length === 0 ? (
        <p class="none">{answers.isAsking ? "Looking at the threads …" : "No stack is known: reports sample those of suspect lines alone."}</p>
      ) : (
        <>
          <Icicle stacks={stacks} label={plural(threads, "thread")} />
          <details class="numbers">
            <summary>As {plural(stacks.length, "stack")}</summary>
            {stacks.slice(0, 50).map((stack, i) => (
              <div key={i} class="stack">
                <p>
                  {plural(stack.threads, "thread")}
                  {stack.state === undefined ? "" : `, ${stack.state.replace("_", " ")}`}
                </p>
                <Frames frames={stack.frames} label={`Stack of ${plural(stack.threads, "thread")}, innermost frame first`} />
              </div>
            ))}
            {stacks.length > 50 ? <p class="small">{count(stacks.length - 50)} more are in the profile.</p> : null}
          </details>
        </>
      )}
    </section>
  );
}
