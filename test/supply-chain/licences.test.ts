import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lockedPackages, manifestOf, root, type LockedPackage } from './packages';

/** Whatever goes out with the bot may be used, changed and passed on with it, for no more than a notice. */
const ALLOWED = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'BlueOak-1.0.0',
    'Unlicense',
    'CC0-1.0',
  ],
]);

/** By name, with why: another version may have another licence, so that it is looked at again. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'ical.js@2.2.1': 'MPL-2.0 holds for its own files, which we use as they are',
  'elkjs@0.11.1':
    'EPL-2.0 holds for its own files; comes with the prisma command, which draws with it, and is never loaded by us',
  'dejavu-fonts-ttf@2.37.3': 'Bitstream Vera and public domain: may be embedded in papers and passed on',
  '@visx/vendor@4.0.0-alpha.0': 'MIT and ISC, both of which are allowed',
};

/** They name no licence in package.json, but bring its text. */
const BY_ITS_TEXT: Readonly<Record<string, RegExp>> = {
  'escape-regexp-component@1.0.2': /## License\s+MIT/,
  'jspath@0.4.0': /Permission is hereby granted, free of charge, to any person obtaining a copy/,
  'png-js@2.0.0': /^MIT License/,
  'seq-queue@0.0.5': /^\(The MIT License\)/,
};

const shipped = lockedPackages.filter(({ dev }) => !dev);
const named = ({ name, version }: LockedPackage) => `${name}@${version}`;
const licenceOf = (one: LockedPackage): string | undefined => manifestOf(one)?.license ?? one.license;

/** `(MIT OR GPL-3.0)`: one that is allowed is enough. */
const isAllowed = (licence: string) =>
  licence
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((one) => ALLOWED.has(one));

test('everything that goes out with the bot has a licence that allows it', () => {
  const others = shipped.filter((one) => {
    const licence = licenceOf(one);
    return !(licence && isAllowed(licence)) && !(named(one) in LOOKED_AT) && !(named(one) in BY_ITS_TEXT);
  });
  expect(shipped.length).toBeGreaterThan(300);
  expect(others.map((one) => `${named(one)}: ${licenceOf(one)}`)).toEqual([]);
});

test('exceptions are for what is still there', () => {
  const known = new Set(shipped.map(named));
  expect([...Object.keys(LOOKED_AT), ...Object.keys(BY_ITS_TEXT)].filter((name) => !known.has(name))).toEqual([]);
});

test.each(Object.entries(BY_ITS_TEXT))('%s brings the text of a licence that allows it', (name, text) => {
  const folder = path.join(root, shipped.find((one) => named(one) === name)!.at);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one)) ?? 'Readme.md';
  expect(existsSync(path.join(folder, file))).toBe(true);
  expect(readFileSync(path.join(folder, file), 'utf8')).toMatch(text);
});
