// Reads a PDF from standard input, as whoever listens to it would: JSON on standard output. A process of its own,
// because the reader is an ES module that Jest cannot load.
import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const data = new Uint8Array(await buffer(process.stdin));
const file = await getDocument({ data, verbosity: 0 }).promise;
const { info } = await file.getMetadata();
const pages = [];
const elements = [];
const pictures = [];
for (let number = 1; number <= file.numPages; number += 1) {
  const page = await file.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map();
  let at = null;
  for (const item of items) {
    if (item.type === 'beginMarkedContentProps') at = item.id ?? null;
    else if (item.type === 'beginMarkedContent') at = null;
    else if (item.type === 'endMarkedContent') at = null;
    else texts.set(at, `${texts.get(at) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
  }
  pages.push(
    items
      .map(({ str = '', hasEOL }) => str + (hasEOL ? ' ' : ''))
      .join(' ')
      .replace(/\s+/g, ' '),
  );
  const walk = (node) => {
    const own = (node.children ?? []).filter(({ type }) => type === 'content').map(({ id }) => texts.get(id) ?? '');
    if (node.role === 'Figure') pictures.push(node.alt ?? '');
    if (node.role) elements.push({ role: node.role, text: own.join(' ').replace(/\s+/g, ' ').trim() });
    for (const child of node.children ?? []) walk(child);
  };
  walk(await page.getStructTree());
}
const { Marked: tagged } = (await file.getMarkInfo()) ?? { Marked: false };
const outline = ((await file.getOutline()) ?? []).map(({ title }) => title);
process.stdout.write(
  JSON.stringify({
    title: info.Title,
    language: info.Language,
    tagged,
    outline,
    pages,
    elements,
    pictures,
    text: pages.join(' '),
  }),
);
