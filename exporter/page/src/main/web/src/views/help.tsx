/** The keys and the words of the page, in a dialog. */

import { useEffect, useRef } from "preact/hooks";
import { Badge } from "./bits";
import type { Verdict } from "../model/report";

const KEYS: readonly [string, string][] = [
  ["/", "filter the lines"],
  ["j, k", "next line, the one before"],
  ["Enter", "open the line"],
  ["Escape", "back to all lines; leave the filter"],
  ["1 to 6", "sort by that column; again: the other way; again: as the report has them"],
  ["p", "pause, go on"],
  ["?", "this help"],
];

const WORDS: readonly [Verdict, string][] = [
  ["proven", "reachability shows that nothing alive can wake them"],
  ["leaking", "threads keep being started here, survive, and do not come back when the work is done"],
  ["suspect", "growth that throughput does not explain, not yet enough evidence"],
  ["proportional", "grows and shrinks with throughput, or towards a bound that is known"],
  ["steady", "no growth"],
  ["undecided", "too little history yet"],
];

export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys and words</h2>
      <table>
        <caption class="spoken">Keys</caption>
        <tbody>
          {KEYS.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption class="spoken">Verdicts</caption>
        <tbody>
          {WORDS.map(([verdict, what]) => (
            <tr key={verdict}>
              <th scope="row">
                <Badge verdict={verdict} />
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">
        A line is where threads were started. Growth and what 1,000 requests leave behind come with their 95 % intervals; in small charts
        the line is live threads and the area throughput, each to its own scale.
      </p>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
