/** Stacks laid out as an icicle: the outermost frame on top, what it called below, as wide as its threads. */

import type { StackCount } from "./report";

export interface Cell {
  /** Unique within the icicle. */
  id: number;
  parent: number | null;
  frame: string;
  threads: number;
  /** Rows from the top. */
  depth: number;
  /** Share of the threads to the left, 0 to 1. */
  left: number;
  /** Share of the threads, 0 to 1. */
  width: number;
  children: number[];
}

interface Node {
  frame: string;
  threads: number;
  children: Map<string, Node>;
}

/** Cells beyond are left out, narrowest first by being deepest: a page stays quick with any stacks. */
const MOST_CELLS = 2_000;

/** All cells, the root first, parents before children, siblings by width. */
export function icicle(stacks: readonly StackCount[], rootLabel: string): Cell[] {
  const root: Node = { frame: rootLabel, threads: 0, children: new Map() };
  for (const stack of stacks) {
    root.threads += stack.threads;
    let at = root;
    for (let i = stack.frames.length - 1; i >= 0; i--) {
      const frame = stack.frames[i] ?? "";
      let next = at.children.get(frame);
      if (next === undefined) {
        next = { frame, threads: 0, children: new Map() };
        at.children.set(frame, next);
      }
      next.threads += stack.threads;
      at = next;
    }
  }
  return layOut(root);
}

function layOut(root: Node): Cell[] {
  const total = root.threads || 1;
  const cells: Cell[] = [];
  const queue: { node: Node; parent: number | null; depth: number; left: number }[] = [
    { node: root, parent: null, depth: 0, left: 0 },
  ];
  for (let head = 0; head < queue.length && cells.length < MOST_CELLS; head++) {
    const { node, parent, depth, left } = queue[head]!;
    const id = cells.length;
    cells.push({ id, parent, frame: node.frame, threads: node.threads, depth, left, width: node.threads / total, children: [] });
    if (parent !== null) cells[parent]?.children.push(id);
    let next = left;
    for (const child of [...node.children.values()].sort((a, b) => b.threads - a.threads)) {
      queue.push({ node: child, parent: id, depth: depth + 1, left: next });
      next += child.threads / total;
    }
  }
  return cells;
}

/** Where a key leads from a cell: the id of another, or null where there is none. */
export function neighbour(cells: readonly Cell[], id: number, key: string): number | null {
  const cell = cells[id];
  if (cell === undefined) return null;
  const siblings = cell.parent === null ? [id] : (cells[cell.parent]?.children ?? [id]);
  const place = siblings.indexOf(id);
  switch (key) {
    case "ArrowDown":
      return cell.children[0] ?? null;
    case "ArrowUp":
      return cell.parent;
    case "ArrowLeft":
      return siblings[place - 1] ?? null;
    case "ArrowRight":
      return siblings[place + 1] ?? null;
    case "Home":
      return 0;
    case "End": {
      let last = id;
      for (let child = cells[last]?.children[0]; child !== undefined; child = cells[last]?.children[0]) last = child;
      return last;
    }
    default:
      return null;
  }
}
