/**
 * Text that the database can hold: it refuses NUL and half of a surrogate pair, which no keyboard types but a hostile
 * client can send.
 */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/** The same of any value in JSON, while it is read or written. */
export const storableValue = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? storable(value) : value;
