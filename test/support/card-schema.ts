import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json';
import schema from './adaptive-card-1.5.0.json';

const ajv = new Ajv({ strict: false, allErrors: false });
addFormats(ajv);
ajv.addMetaSchema(draft06);
// `id` is the old spelling, which this validator refuses.
const { id: _id, ...withoutId } = schema;
const validate = ajv.compile(withoutId);

/** What Teams adds to Adaptive Cards 1.5; taken out before a card is held against the schema. */
const TEAMS_PROPERTIES = ['msteams', 'targetWidth'];
const TEAMS_ELEMENTS = /^Chart\./;

/** What is wrong with a card by the schema of Adaptive Cards 1.5; empty for a valid card. */
export function cardErrors(card: object): string[] {
  if (validate(standard(card))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}

function standard(node: unknown): unknown {
  if (Array.isArray(node)) return node.filter((part) => !isTeamsElement(part)).map(standard);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([name]) => !TEAMS_PROPERTIES.includes(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, name === 'data' ? value : standard(value)]));
}

const isTeamsElement = (node: unknown): boolean => TEAMS_ELEMENTS.test((node as { type?: string } | null)?.type ?? '');
