import { ACCENT, KEPT_TOGETHER, LEFT, LINE, Pages, QUIET } from './pages';
import { drawPlot } from './plot';
import type { Column, Entry, FactRow, Part, Sheet } from './sheet';

const LABELS = 138;
const INDENT = 14;

/** Draws a document as a tagged PDF: title, headings, tables and lists are known as such to whoever listens to it. */
export function drawPdf(sheet: Sheet): Promise<Buffer> {
  const pages = new Pages(sheet);
  const all = { x: LEFT, width: pages.width };
  pages.row(
    [{ ...all, text: sheet.title, face: 'bold', size: 18, colour: ACCENT, element: pages.holding('H1', sheet.title) }],
    3,
  );
  pages.row(
    [{ ...all, text: sheet.subtitle, size: 11, colour: QUIET, element: pages.holding('P', sheet.subtitle) }],
    8,
  );
  for (const part of sheet.parts) draw(part, pages);
  if (pages.undrawable) draw({ kind: 'paragraph', text: UNDRAWABLE }, pages);
  return pages.end(sheet.footer);
}

const UNDRAWABLE =
  'Some characters in this paper have no picture in its font and show as boxes. They are not lost: they can be copied from here, and stand in the case as data.';

function draw(part: Part, pages: Pages): void {
  switch (part.kind) {
    case 'heading':
      return drawHeading(part.text, pages);
    case 'paragraph':
      return pages.row([{ text: part.text, x: LEFT, width: pages.width, element: pages.holding('P', part.text) }], 7);
    case 'facts':
      return drawFacts(part.rows, pages);
    case 'table':
      return drawTable(part.columns, part.rows, pages);
    case 'entries':
      return drawEntries(part.entries, pages);
    case 'plot':
      return drawPlot(part.says, part.bars, pages);
  }
}

function drawHeading(text: string, pages: Pages): void {
  pages.need(80);
  pages.y += 10;
  pages.doc.outline.addItem(text);
  pages.row(
    [{ text, x: LEFT, width: pages.width, face: 'bold', size: 13, colour: ACCENT, element: pages.holding('H2', text) }],
    3,
  );
  pages.rule(ACCENT);
  pages.y += 6;
}

function drawFacts(rows: readonly FactRow[], pages: Pages): void {
  const table = pages.element('Table');
  for (const { label, value } of rows) {
    const row = pages.element('TR', table);
    const name = pages.holding('TH', label, row, { scope: 'Row' });
    pages.row(
      [
        { text: label, x: LEFT, width: LABELS - 10, face: 'bold', colour: QUIET, element: name },
        { text: value, x: LEFT + LABELS, width: pages.width - LABELS, element: pages.holding('TD', value, row) },
      ],
      4,
    );
  }
  pages.y += 2;
}

function drawTable(columns: readonly Column[], rows: readonly (readonly string[])[], pages: Pages): void {
  const places = placesOf(columns, pages.width);
  const table = pages.element('Table');
  const heads = pages.element('TR', table);
  pages.need(60);
  const titles = columns.map(({ title }, at) => ({
    ...places[at]!,
    text: title,
    face: 'bold' as const,
    colour: QUIET,
  }));
  pages.row(
    titles.map((cell) => ({ ...cell, element: pages.holding('TH', cell.text, heads, { scope: 'Column' }) })),
    3,
  );
  for (const cells of rows) {
    const row = pages.element('TR', table);
    const placed = cells.map((text, at) => ({ ...places[at]!, text }));
    // The line above a row goes with it to the next page.
    if (pages.need(Math.min(pages.heightOf(placed) + 4, KEPT_TOGETHER))) pages.headsAgain(titles, 3);
    pages.rule(LINE);
    pages.y += 4;
    pages.row(
      placed.map((cell) => ({ ...cell, element: pages.holding('TD', cell.text, row) })),
      4,
    );
  }
  pages.y += 2;
}

function placesOf(columns: readonly Column[], width: number): { x: number; width: number }[] {
  let x = LEFT;
  return columns.map(({ share }) => {
    const place = { x, width: width * share - 10 };
    x += width * share;
    return place;
  });
}

const STATES = 120;

function drawEntries(entries: readonly Entry[], pages: Pages): void {
  const list = pages.element('L');
  for (const entry of entries) {
    const body = pages.element('LBody', pages.element('LI', list));
    pages.need(Math.min(heightOf(entry, pages), KEPT_TOGETHER));
    pages.rule();
    pages.y += 5;
    const { title, state } = entry;
    pages.row(
      [
        { ...heads(pages).title, text: title, element: pages.holding('P', title, body) },
        { ...heads(pages).state, text: state, element: pages.holding('P', state, body) },
      ],
      2,
    );
    for (const { text, face = 'regular' } of entry.lines) {
      const colour = face === 'italic' ? QUIET : undefined;
      pages.row([{ ...lineOf(pages), text, face, colour, element: pages.holding('P', text, body) }], 2);
    }
    pages.y += 5;
  }
}

const heads = ({ width }: Pages) => ({
  title: { x: LEFT, width: width - STATES - 10, face: 'bold' as const },
  state: { x: LEFT + width - STATES, width: STATES, colour: ACCENT },
});
const lineOf = ({ width }: Pages) => ({ x: LEFT + INDENT, width: width - INDENT });

function heightOf({ title, lines }: Entry, pages: Pages): number {
  const head = pages.heightOf([{ ...heads(pages).title, text: title }]);
  return lines.reduce((sum, line) => sum + 2 + pages.heightOf([{ ...lineOf(pages), ...line }]), head + 12);
}
