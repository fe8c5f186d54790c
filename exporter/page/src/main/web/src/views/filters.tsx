/** What the table is narrowed by: text, verdicts, kind. */

import { type Site, VERDICTS } from "../model/report";
import { type Filter, NO_FILTER } from "../model/rows";

export const SEARCH_ID = "search";

export function Filters({ rows, filter, onFilter }: { rows: readonly Site[]; filter: Filter; onFilter: (filter: Filter) => void }) {
  const present = VERDICTS.filter((verdict) => filter.verdicts.includes(verdict) || rows.some((row) => row.verdict === verdict));
  const hasVirtual = filter.kind !== "" || rows.some((row) => row.kind === "virtual");
  const isFiltered = filter.text !== "" || filter.verdicts.length > 0 || filter.kind !== "";
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span class="spoken">Filter by line, package or endpoint</span>
        <input
          id={SEARCH_ID}
          type="search"
          placeholder="Filter  /"
          spellcheck={false}
          autocomplete="off"
          value={filter.text}
          onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend class="spoken">Verdicts</legend>
        {present.map((verdict) => (
          <label key={verdict} class="toggle">
            <input
              type="checkbox"
              checked={filter.verdicts.includes(verdict)}
              onChange={(event) =>
                onFilter({
                  ...filter,
                  verdicts: VERDICTS.filter((one) => (one === verdict ? event.currentTarget.checked : filter.verdicts.includes(one))),
                })
              }
            />
            <span>
              {verdict} <span class="tally">{rows.filter((row) => row.verdict === verdict).length}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {hasVirtual ? (
        <label>
          <span class="spoken">Kind of threads</span>
          <select value={filter.kind} onChange={(event) => onFilter({ ...filter, kind: event.currentTarget.value as Filter["kind"] })}>
            <option value="">both kinds</option>
            <option value="platform">platform</option>
            <option value="virtual">virtual</option>
          </select>
        </label>
      ) : null}
      {isFiltered ? (
        <button type="button" onClick={() => onFilter(NO_FILTER)}>
          Show all
        </button>
      ) : null}
    </form>
  );
}
