/** What is asked of the server for one site's view alone. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, type Environment, Refusal, siteHistoryAddress, stacksAddress } from "../feed";
import { type History, historyKey, type Site, type SiteHistory, type Stacks } from "../model/report";

export interface SiteAnswers {
  history: SiteHistory | null;
  historyMissing: string | null;
  stacks: Stacks | null;
  stacksMissing: string | null;
  isAsking: boolean;
  askForStacks: () => void;
}

interface Answers {
  of: string;
  history: SiteHistory | null;
  historyMissing: string | null;
  stacks: Stacks | null;
  stacksMissing: string | null;
  isAsking: boolean;
}

const NOTHING: Answers = { of: "", history: null, historyMissing: null, stacks: null, stacksMissing: null, isAsking: false };

const words = (failure: unknown) => (failure instanceof Refusal ? failure.message : String(failure));

/**
 * The history with each new report, for it costs nothing; stacks, for which threads are looked at, when the
 * view is opened and when somebody asks.
 *
 * @param fetch null where nothing can be asked for
 */
export function useSiteAnswers(site: Site | null, round: string, fetch: Environment["fetch"] | null): SiteAnswers {
  const id = site === null ? "" : historyKey(site);
  const hasStacks = site !== null && site.siteId !== "other";
  const [answers, setAnswers] = useState<Answers>(NOTHING);
  const shownId = useRef(id);
  shownId.current = id;
  const put = useCallback((of: string, part: Partial<Answers>) => {
    if (shownId.current === of) setAnswers((now) => ({ ...(now.of === of ? now : { ...NOTHING, of }), ...part }));
  }, []);
  useEffect(() => {
    if (id === "" || fetch === null) return;
    ask<History>(fetch, siteHistoryAddress(id), "threadleak-history").then(
      (answer) => put(id, { history: answer.sites[id] ?? null, historyMissing: null }),
      (failure: unknown) => put(id, { historyMissing: words(failure) }),
    );
  }, [id, round, fetch]);
  const asked = useRef("");
  const askForStacks = useCallback(() => {
    if (!hasStacks || fetch === null || asked.current === id) return;
    asked.current = id;
    put(id, { isAsking: true });
    const answer = ask<Stacks>(fetch, stacksAddress(id), "threadleak-stacks").then(
      (stacks) => put(id, { stacks, stacksMissing: null, isAsking: false }),
      (failure: unknown) => put(id, { stacksMissing: words(failure), isAsking: false }),
    );
    void answer.finally(() => {
      if (asked.current === id) asked.current = "";
    });
  }, [id, hasStacks, fetch]);
  useEffect(askForStacks, [askForStacks]);
  const present = answers.of === id ? answers : NOTHING;
  return { ...present, askForStacks };
}
