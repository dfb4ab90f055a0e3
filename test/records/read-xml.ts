import { SaxesParser } from 'saxes';

export interface Read {
  [name: string]: string | Read;
}

/** Reads by the letter of XML 1.0, with another reader than the writer's own. Throws where a file is not well formed. */
export function readXml(xml: string): Read {
  const parser = new SaxesParser();
  const open: { name: string; text: string; inner: Read }[] = [{ name: '', text: '', inner: {} }];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => void open.push({ name, text: '', inner: {} }));
  parser.on('text', (text) => void (open.at(-1)!.text += text));
  parser.on('closetag', () => {
    const { name, text, inner } = open.pop()!;
    open.at(-1)!.inner[name] = Object.keys(inner).length > 0 ? inner : text;
  });
  parser.write(xml).close();
  return open[0]!.inner;
}
