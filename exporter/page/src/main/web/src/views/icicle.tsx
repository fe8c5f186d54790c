/** Where threads stand, as an icicle: each frame as wide as the threads in it. One stop for the tab key. */

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { count, frameParts, plural, shown } from "../model/format";
import { type Cell, icicle, neighbour } from "../model/icicle";
import { Line } from "./bits";
import type { StackCount } from "../model/report";

/** Narrower cells than this share of the view are not drawn: nobody could read or hit them. */
const LEAST_WIDTH = 0.002;
const ROW = 1.5;

export function Icicle({ stacks, label }: { stacks: readonly StackCount[]; label: string }) {
  const cells = useMemo(() => icicle(stacks, label), [stacks, label]);
  const [zoom, setZoom] = useState(0);
  const [at, setAt] = useState(0);
  const tree = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const root = cells[zoom] ?? cells[0];
  useEffect(() => {
    setZoom(0);
    setAt(0);
  }, [cells.length]);
  useLayoutEffect(() => {
    if (wantsFocus.current) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: false });
    wantsFocus.current = false;
  });
  if (root === undefined) return null;
  const drawn = cells.filter((cell) => isDrawn(cell, root, cells));
  const depth = drawn.reduce((most, cell) => Math.max(most, cell.depth), 0) + 1;
  const current = drawn.some((cell) => cell.id === at) ? at : root.id;
  const onKey = (event: KeyboardEvent) => {
    const to = event.key === "Escape" ? zoom === 0 ? null : 0 : event.key === "Enter" || event.key === " " ? current : neighbour(cells, current, event.key);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    wantsFocus.current = true;
    if (event.key === "Enter" || event.key === " ") setZoom(to);
    else if (event.key === "Escape") setZoom(0);
    else {
      if (!drawn.some((cell) => cell.id === to)) setZoom(0);
      setAt(to);
    }
  };
  return (
    <div class="icicle" role="tree" aria-label={`Stacks, outermost frame first: ${label}`} ref={tree} onKeyDown={onKey} style={{ height: `${depth * ROW}rem` }}>
      {drawn.map((cell) => (
        <CellView
          key={cell.id}
          cell={cell}
          root={root}
          total={cells[0]?.threads ?? 1}
          isCurrent={cell.id === current}
          onOpen={() => {
            setAt(cell.id);
            setZoom(cell.id === zoom ? 0 : cell.id);
          }}
        />
      ))}
    </div>
  );
}

/** Inside the zoomed one and wide enough, or an ancestor of it. */
function isDrawn(cell: Cell, root: Cell, cells: readonly Cell[]): boolean {
  if (cell.depth <= root.depth) {
    for (let up: Cell | undefined = root; up !== undefined; up = up.parent === null ? undefined : cells[up.parent]) {
      if (up.id === cell.id) return true;
    }
    return false;
  }
  const inside = cell.left >= root.left - 1e-9 && cell.left + cell.width <= root.left + root.width + 1e-9;
  return inside && cell.width / root.width >= LEAST_WIDTH;
}

interface CellProps {
  cell: Cell;
  root: Cell;
  total: number;
  isCurrent: boolean;
  onOpen: () => void;
}

function CellView({ cell, root, total, isCurrent, onOpen }: CellProps) {
  const isAbove = cell.depth < root.depth;
  const left = isAbove ? 0 : (cell.left - root.left) / root.width;
  const width = isAbove ? 1 : cell.width / root.width;
  const { place, method, source } = frameParts(cell.frame);
  const words = `${plural(cell.threads, "thread")}, ${Math.round((cell.threads / total) * 100)}%`;
  return (
    <div
      role="treeitem"
      tabIndex={isCurrent ? 0 : -1}
      aria-level={cell.depth + 1}
      aria-selected={isCurrent}
      title={`${shown(cell.frame)}\n${words}`}
      class={`cell ${tint(place, cell.depth)}${isAbove ? " above" : ""}`}
      style={{ left: `${left * 100}%`, width: `${width * 100}%`, top: `${cell.depth * ROW}rem` }}
      onClick={onOpen}
    >
      <bdi>
        <span class="method">{shown(method, 120)}</span>
        <Line parts={{ place, method, source }} />
      </bdi>
      <span class="threads">
        {count(cell.threads)}
        <span class="spoken"> threads, {Math.round((cell.threads / total) * 100)}%</span>
      </span>
    </div>
  );
}

/** Quiet tints: the JDK's frames recede, the others are what one looks for. */
function tint(place: string, depth: number): string {
  if (depth === 0) return "root";
  return /^(java|javax|jdk|sun|com\.sun)\./.test(place) ? "jdk" : "own";
}
