import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** A PDF as whoever listens to it meets it. */
export interface PdfRead {
  readonly title: string;
  readonly language: string;
  readonly tagged: boolean;
  readonly outline: readonly string[];
  readonly pages: readonly string[];
  /** The structure in order of reading, each element with the text directly in it. */
  readonly elements: readonly { readonly role: string; readonly text: string }[];
  readonly text: string;
  /** What is told in place of each picture. */
  readonly pictures: readonly string[];
}

export function readPdf(bytes: Uint8Array): PdfRead {
  const script = path.join(__dirname, 'pdf-reader.mjs');
  const read = execFileSync(process.execPath, [script], { input: bytes, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(read.toString('utf8')) as PdfRead;
}
