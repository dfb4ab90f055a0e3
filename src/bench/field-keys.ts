import { readFieldKeys } from '../field-keys';

/** So that what is measured seals as in production. Of no use for anything else: everybody can read it here. */
export const BENCH_KEYS_TEXT = `bench:${Buffer.from('b'.repeat(32)).toString('base64')}`;
export const BENCH_KEYS = readFieldKeys(BENCH_KEYS_TEXT);
