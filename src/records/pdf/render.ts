import type { Sheet } from './sheet';

/** A document as PDF. What draws it is loaded with the first one: its tables of characters take long to load. */
export async function renderPdf(sheet: Sheet): Promise<Buffer> {
  const { drawPdf } = await import('./draw.ts');
  return drawPdf(sheet);
}
