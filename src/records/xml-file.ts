import { XMLBuilder } from 'fast-xml-parser';

/** Elements by name, in order, each with its text or with the elements in it. */
export interface Elements {
  readonly [name: string]: string | Elements;
}

const builder = new XMLBuilder({ format: true });

/** An XML file of one root. Its texts have gone through `xmlText`: the builder escapes, and leaves nothing out. */
export const xmlFile = (root: string, content: Elements): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: content })}`);
