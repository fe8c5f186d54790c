/** A dashboard's panels on its grid, drawn by Grafana's own components. */
import { dateTime, FieldType, getFieldDisplayValues } from '@grafana/data';
import { BarGauge, BigValue, GlobalStyles, PanelChrome, ThemeContext, TimeSeries } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { createRoot } from 'react-dom/client';
import { complaintsOn, shown, theme } from './fields.js';

const COLUMN = 64;
const ROW = 38;
const GAP = 8;

const nothing = (text) => text;

function displays(panel, data) {
  const { reduceOptions } = panel.options;
  return getFieldDisplayValues({ fieldConfig: panel.fieldConfig, reduceOptions, replaceVariables: nothing, theme, data, timeZone: 'utc', sparkline: false });
}

function Stat({ panel, data, width, height }) {
  const { colorMode, graphMode, justifyMode, textMode, wideLayout } = panel.options;
  const values = displays(panel, data);
  return values.map(({ display }, i) => (
    <BigValue key={i} {...{ colorMode, graphMode, justifyMode, textMode, wideLayout, theme, height }} value={display} width={width / values.length} />
  ));
}

function Bars({ panel, data, width, height }) {
  const values = displays(panel, data);
  const each = Math.min(panel.options.maxVizHeight, height / values.length - 4);
  return values.map(({ field, display }, i) => (
    <div key={i} style={{ marginBottom: 4 }}>
      <BarGauge
        {...{ width, theme, field }}
        height={each}
        value={display}
        display={values[i].view?.getFieldDisplayProcessor?.(values[i].colIndex)}
        orientation={panel.options.orientation}
        displayMode={panel.options.displayMode}
        valueDisplayMode={panel.options.valueMode}
        namePlacement={panel.options.namePlacement}
        showUnfilled={panel.options.showUnfilled}
        text={{ titleSize: 12, valueSize: 14 }}
      />
    </div>
  ));
}

/** A stand-in: the component for bands of states is not published. */
function States({ data, width, height }) {
  const name = Math.min(420, 7 * Math.max(...data.flatMap(({ fields }) => fields.map((field) => field.state.displayName.length))));
  const fields = data.flatMap(({ fields: all }) => all.filter(({ type }) => type === FieldType.number));
  const each = Math.min(28, height / fields.length);
  return fields.map((field, row) => {
    const bands = [];
    field.values.forEach((value, i) => {
      const last = bands[bands.length - 1];
      if (last && last.value === value) last.end = i + 1;
      else bands.push({ value, start: i, end: i + 1 });
    });
    const unit = (width - name) / field.values.length;
    return (
      <div key={row} style={{ height: each, position: 'relative', fontSize: 11, lineHeight: `${each}px`, whiteSpace: 'nowrap' }}>
        <div style={{ width: name - 8, overflow: 'hidden', textOverflow: 'ellipsis' }}>{field.state.displayName}</div>
        {bands.filter(({ value }) => value !== null).map(({ value, start, end }, i) => {
          const { text, color } = field.display(value);
          return <div key={i} style={{ position: 'absolute', left: name + start * unit, width: (end - start) * unit, top: 1, height: each - 2, overflow: 'hidden', background: color, color: '#000', opacity: 0.8 }}>{text}</div>;
        })}
      </div>
    );
  });
}

function Visual({ panel, data, width, height }) {
  if (data.every(({ length }) => length === 0)) {
    return <div style={{ textAlign: 'center', opacity: 0.6 }}>No data</div>;
  }
  switch (panel.type) {
    case 'stat':
      return <Stat {...{ panel, data, width, height }} />;
    case 'bargauge':
      return <Bars {...{ panel, data, width, height }} />;
    case 'state-timeline':
      return <States {...{ data, width, height }} />;
    case 'table':
      return <TableNG {...{ width, height }} data={data[0]} sortBy={panel.options.sortBy} cellHeight={panel.options.cellHeight} fieldConfig={panel.fieldConfig} structureRev={1} />;
    default: {
      const { from, to } = window.look;
      const timeRange = { from: dateTime(from), to: dateTime(to), raw: { from: dateTime(from), to: dateTime(to) } };
      return <TimeSeries {...{ width, height, timeRange }} frames={data} timeZone="utc" legend={panel.options.legend} options={{}} structureRev={1} />;
    }
  }
}

function Panel({ panel, data }) {
  const { x, y, w, h } = panel.gridPos;
  const place = { position: 'absolute', left: x * COLUMN, top: y * ROW, width: w * COLUMN - GAP, height: h * ROW - GAP };
  return (
    <div style={place}>
      <PanelChrome title={panel.title} width={place.width} height={place.height} padding={panel.type === 'table' ? 'none' : 'md'}>
        {(width, height) => <Visual {...{ panel, data, width, height }} />}
      </PanelChrome>
    </div>
  );
}

/** Rows and panels in one list; closed rows are drawn as if they were opened. */
const listed = (panels) => panels.flatMap((panel) => [panel, ...(panel.collapsed ? panel.panels : [])]);

async function draw() {
  const { dashboard, frames } = window.look;
  const complaints = [];
  const items = listed(dashboard.panels).map((panel) => ({ panel }));
  for (const item of items.filter(({ panel }) => panel.type !== 'row')) {
    item.data = await shown(item.panel, frames[item.panel.id]);
    complaints.push(...complaintsOn(item.panel, item.data).map((text) => `${item.panel.title}: ${text}`));
  }
  const height = Math.max(...items.map(({ panel, top }) => panel.gridPos.y + panel.gridPos.h)) * ROW + 40;
  document.body.style.cssText = `margin:0;background:${theme.colors.background.canvas};color:${theme.colors.text.primary};font-family:Inter,Helvetica,Arial,sans-serif`;
  createRoot(document.getElementById('root')).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div style={{ position: 'relative', width: 24 * COLUMN, height, margin: GAP }}>
        {items.map(({ panel, data }) =>
          panel.type === 'row' ? (
            <div key={panel.id} style={{ position: 'absolute', top: panel.gridPos.y * ROW, fontSize: 16, lineHeight: `${ROW - GAP}px` }}>
              {panel.collapsed ? '▸' : '▾'} {panel.title}
            </div>
          ) : (
            <Panel key={panel.id} {...{ panel, data }} />
          ),
        )}
      </div>
    </ThemeContext.Provider>,
  );
  return { complaints, height };
}

window.drawn = draw();
