/** Where panels go: row by row, left to right, as text runs. */

const COLUMNS = 24;

/** An open row: its header and panels below it. */
export const row = (title, ...panels) => ({ title, panels, collapsed: false });

/** A row whose panels ask nothing until somebody opens it. */
export const collapsedRow = (title, ...panels) => ({ title, panels, collapsed: true });

/** Panels of rows with an id and a place each; those of collapsed rows stand inside their row. */
export function layout(rows) {
  let id = 0;
  let y = 0;
  return rows.flatMap(({ title, panels, collapsed }) => {
    const header = { id: ++id, type: 'row', title, gridPos: { h: 1, w: COLUMNS, x: 0, y: y++ }, collapsed };
    let x = 0;
    let tallest = 0;
    const placed = panels.map(({ w, h, type, title: of, description, datasource, ...rest }) => {
      if (x + w > COLUMNS) {
        y += tallest;
        x = 0;
        tallest = 0;
      }
      const place = { id: ++id, type, title: of, gridPos: { h, w, x, y }, datasource, description };
      x += w;
      tallest = Math.max(tallest, h);
      return { ...place, ...rest };
    });
    y += tallest;
    return collapsed ? [{ ...header, panels: placed }] : [{ ...header, panels: [] }, ...placed];
  });
}
