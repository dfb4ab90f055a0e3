import { readFieldKeys } from '../../src/field-keys';

/** A key as FIELD_KEYS has it: the same letter 32 times, so that nobody takes it for a secret. */
export const aKey = (id: string, letter: string): string =>
  `${id}:${Buffer.from(letter.repeat(32)).toString('base64')}`;

export const FIELD_KEYS_TEXT = aKey('test', 'k');
export const FIELD_KEYS = readFieldKeys(FIELD_KEYS_TEXT);
