import PDFDocument from 'pdfkit';
import { fonts, type Face } from './fonts';
import type { Sheet } from './sheet';
import { breakable, drawable, hasLongWords, inPieces, turnsRound } from './written';

export const INK = '#1a1a1a';
export const ACCENT = '#17406d';
export const QUIET = '#545454';
export const LINE = '#c4ccd4';

export const LEFT = 54;
const TOP = 54;
const FOOT = 72;
/** What is no higher than this stands on one page; what is split leaves no less than this behind. */
export const KEPT_TOGETHER = 220;
const SMALLEST_PIECE = 60;

type Struct = PDFKit.PDFStructureElement;

interface StructOptions {
  readonly actual?: string;
  /** Of a picture: what is told in its place. */
  readonly alt?: string;
  /** Of a heading of a table. */
  readonly scope?: 'Row' | 'Column';
}

export interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly colour?: string;
}

/** A piece of text with its place on the page. */
export interface Cell extends Style {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  /** Where it stands in the structure: a cell of a table, a paragraph. */
  readonly element: Struct;
}

/** Paper, pen and structure: rows of text one under the other, on as many pages as it takes. */
export class Pages {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Struct;
  readonly width: number;
  y = TOP;
  #undrawable = false;

  constructor({ title, author, made, landscape }: Sheet) {
    this.doc = new PDFDocument({
      size: 'A4',
      layout: landscape ? 'landscape' : 'portrait',
      // Rows are placed here; the library shall never turn a page by itself.
      margins: { top: TOP, left: LEFT, right: LEFT, bottom: 0 },
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      bufferPages: true,
      info: { Title: title, Author: author, CreationDate: made, ModDate: made },
    });
    for (const [face, font] of Object.entries(fonts())) this.doc.registerFont(face, font);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
    this.width = this.doc.page.width - 2 * LEFT;
  }

  /** Some character of the text has no picture in the font: a box stands for it, and the text itself beside it unseen. */
  get undrawable(): boolean {
    return this.#undrawable;
  }

  get bottom(): number {
    return this.doc.page.height - FOOT;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = TOP;
  }

  /** So that a heading never stands alone at the foot of a page. Returns whether a page was turned for it. */
  need(height: number): boolean {
    const isTurned = this.y + height > this.bottom;
    if (isTurned) this.newPage();
    return isTurned;
  }

  element(type: string, parent: Struct = this.root, options: StructOptions = {}): Struct {
    const element = this.doc.struct(type, options);
    parent.add(element);
    return element;
  }

  /** An element that holds this text. What the font cannot draw as it is meant is there for whoever listens or copies. */
  holding(type: string, text: string, parent: Struct = this.root, options: StructOptions = {}): Struct {
    const written = drawable(text);
    const lost = this.#hasLost(written);
    this.#undrawable ||= lost;
    const actual = lost || turnsRound(written) || hasLongWords(written) ? { actual: written } : {};
    return this.element(type, parent, { ...options, ...actual });
  }

  /** Draws cells side by side. Those that fit no page go on over the next ones. */
  row(cells: readonly Cell[], gap: number): void {
    let rest = cells.map((cell) => ({ cell, text: drawable(cell.text) }));
    for (;;) {
      const height = Math.max(...rest.map(({ cell, text }) => this.#height(cell, text)));
      const room = this.bottom - this.y;
      if (height > room && (height <= KEPT_TOGETHER || room < SMALLEST_PIECE)) this.newPage();
      if (height <= this.bottom - this.y) {
        for (const { cell, text } of rest) this.#draw(cell, text);
        this.y += height + gap;
        return;
      }
      const parts = rest.map(({ cell, text }) => ({ cell, ...this.#split(cell, text, this.bottom - this.y) }));
      for (const { cell, first } of parts) this.#draw(cell, first);
      rest = parts.map(({ cell, then }) => ({ cell, text: then }));
      this.newPage();
    }
  }

  /** How high a row of these cells would be. */
  heightOf(cells: readonly Pick<Cell, 'text' | 'width' | 'face' | 'size'>[]): number {
    return Math.max(...cells.map((cell) => this.#height(cell, drawable(cell.text))));
  }

  rule(colour = LINE): void {
    this.artifact(() => {
      this.doc
        .moveTo(LEFT, this.y)
        .lineTo(LEFT + this.width, this.y)
        .lineWidth(0.5)
        .stroke(colour);
    });
  }

  /** What is drawn for the eye alone. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** The heads of a table once more, where it goes on overleaf. Whoever listens knows them by each cell. */
  headsAgain(cells: readonly Omit<Cell, 'element'>[], gap: number): void {
    const height = this.heightOf(cells);
    this.artifact(() => cells.forEach((cell) => this.#write(cell, drawable(cell.text), this.y)));
    this.y += height + gap;
  }

  #draw(cell: Cell, text: string): void {
    if (text === '') return;
    const at = this.y;
    cell.element.add(() => this.#write(cell, text, at));
  }

  #write(cell: Omit<Cell, 'element'>, text: string, at: number): void {
    this.#use(cell);
    this.doc.fillColor(cell.colour ?? INK).text(inLines(text), cell.x, at, { width: cell.width, lineGap: 1.5 });
  }

  #height(cell: Pick<Cell, 'width' | 'face' | 'size'>, text: string): number {
    if (text === '') return 0;
    this.#use(cell);
    return this.doc.heightOfString(inLines(text), { width: cell.width, lineGap: 1.5 });
  }

  /** As much of the text as has room, up to the end of a word where there is one. */
  #split(cell: Cell, text: string, room: number): { readonly first: string; readonly then: string } {
    const characters = [...text];
    let [fits, tooMuch] = [0, characters.length + 1];
    while (tooMuch - fits > 1) {
      const middle = (fits + tooMuch) >> 1;
      if (this.#height(cell, characters.slice(0, middle).join('')) <= room) fits = middle;
      else tooMuch = middle;
    }
    if (fits === characters.length) return { first: text, then: '' };
    const space = characters.slice(0, fits).lastIndexOf(' ');
    const end = space > fits / 2 ? space : fits;
    return { first: characters.slice(0, end).join(''), then: characters.slice(end).join('').trim() };
  }

  #use({ face = 'regular', size = 9.5 }: Style): void {
    this.doc.font(face).fontSize(size);
  }

  #hasLost(text: string): boolean {
    this.doc.font('regular');
    const { font } = (this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })
      ._font;
    return [...text].some((character) => character !== '\n' && !font.hasGlyphForCodePoint(character.codePointAt(0)!));
  }

  /** The finished file. */
  end(footer: string): Promise<Buffer> {
    this.root.end();
    this.#number(footer);
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      this.doc.on('data', (part: Buffer) => parts.push(part));
      this.doc.on('end', () => resolve(Buffer.concat(parts)));
      this.doc.on('error', reject);
      this.doc.end();
    });
  }

  #number(footer: string): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let at = 0; at < count; at += 1) {
      this.doc.switchToPage(start + at);
      const y = this.doc.page.height - 46;
      this.doc.markContent('Artifact', { type: 'Pagination' });
      this.#use({ size: 8 });
      this.doc.fillColor(QUIET);
      this.doc.text(drawable(footer), LEFT, y, { width: this.width - 90, lineBreak: false });
      this.doc.text(`Page ${at + 1} of ${count}`, LEFT, y, { width: this.width, align: 'right', lineBreak: false });
      this.doc.endMarkedContent();
    }
  }
}

const inLines = (text: string): string => breakable(text).split('\n').map(inPieces).join('\n');
