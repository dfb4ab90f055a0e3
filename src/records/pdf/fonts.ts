import { readFileSync } from 'node:fs';

const file = (name: string): Buffer => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

let loaded: Readonly<Record<Face, Buffer>> | null = null;

export type Face = 'regular' | 'bold' | 'italic';

/** DejaVu Sans Condensed: free to embed, and it has the letters of Latin, Greek, Cyrillic, Arabic and Hebrew names. */
export function fonts(): Readonly<Record<Face, Buffer>> {
  loaded ??= {
    regular: file('DejaVuSansCondensed'),
    bold: file('DejaVuSansCondensed-Bold'),
    italic: file('DejaVuSansCondensed-Oblique'),
  };
  return loaded;
}
