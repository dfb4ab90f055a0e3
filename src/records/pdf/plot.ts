import { ACCENT, INK, LEFT, type Pages } from './pages';
import type { Bar } from './sheet';

const LABELS = 200;
const NUMBERS = 36;
const ROW = 16;
const THICK = 9;
const SIZE = 8.5;

/** Bars from left to right, drawn as paths. Whoever listens is told each of them by the words in place of the picture. */
export function drawPlot(says: string, bars: readonly Bar[], pages: Pages): void {
  pages.need(bars.length * ROW + 8);
  const words = `${says}. ${bars.map(({ label, number }) => `${label}: ${number}`).join('; ')}.`;
  const figure = pages.element('Figure', pages.root, { alt: words });
  const [top, room] = [pages.y, pages.width - LABELS - NUMBERS];
  const most = Math.max(1, ...bars.map(({ number }) => number));
  figure.add(() => {
    bars.forEach(({ label, number }, at) => {
      const y = top + at * ROW;
      const x = LEFT + LABELS;
      const long = (number / most) * room;
      pages.doc.rect(x, y, long, THICK).fill(ACCENT);
      pages.doc.font('regular').fontSize(SIZE).fillColor(INK);
      pages.doc.text(label, LEFT, y, { width: LABELS - 10, height: SIZE + 2, lineBreak: false, ellipsis: true });
      pages.doc.text(String(number), x + long + 4, y, { lineBreak: false });
    });
  });
  pages.y = top + bars.length * ROW + 8;
}
