import fc from 'fast-check';

/** Words that mean something to some machine on their way: none of them may do anything here. */
const WORDS = [
  ...["' or 1=1 --", "'; drop table cases; --", '$1', '\\', '%', '_%', '"', '`', ';', '|| pg_sleep(9) ||'],
  ...['${name}', '${$root}', '{{1+1}}', '${json(string($root))}', '$(id)', '#{1}', '<%= 1 %>', '{"$ref":"#"}'],
  ...['**bold**', '[a](https://evil.example)', '![a](https://evil.example/a.png)', '<at>x</at>', '<script>1</script>'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'],
  ...['\0', 'a\0b', '\ud800', 'x\udfff', '\u202eabc', '\u2066x\u2069', '\ufeff', '\u0085\u2028', '👩‍👩‍👧‍👦', 'é\u0301\u0323'],
  ...['', ' ', '\n', '\t\r\n', 'null', 'undefined', 'NaN', 'true', '-1', '1e309', '0x10', '١٢', '9'.repeat(400)],
  ...['2026-02-30', '0000-00-00', '9999-12-31', '-271821-04-20', '31/04/2026', '2026-04-27T00:00:00Z', '24:61'],
  ...['../../etc/passwd', 'C:\\con', 'file:///etc/passwd', 'http://169.254.169.254/latest/', 'javascript:alert(1)'],
  ...[
    '=cmd|calc!A1',
    '+1',
    '@SUM(1)',
    '\r\nSet-Cookie: a=b',
    '%00',
    '%2e%2e%2f',
    'a'.repeat(10_000),
    '\u0300'.repeat(500),
  ],
  ...['none', 'yes', 'no', 'other', 'next', 'back', 'save', 'page', 'say'],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 400 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 60_000 }).map((length) => 'w '.repeat(length / 2)) },
);

const branches = (open: string, close: string, depth: number): unknown =>
  JSON.parse(open.repeat(depth) + '1' + close.repeat(depth));

/** Anything that can stand in JSON, and what is costly to look at. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e21, 2 ** 53, 1.5, [], {}, [[]], [{}], ['a']),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 1_500 }).map((depth) => branches('[', ']', depth)) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 1_500 }).map((depth) => branches('{"a":', '}', depth)) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 8_000 }).map((many) => Array<number>(many).fill(0)) },
);

/** `{"__proto__": ...}`, which no literal and no assignment makes. */
export const withOddNames = (inner: unknown): unknown =>
  JSON.parse(`{"__proto__":${JSON.stringify(inner ?? null)},"constructor":{"prototype":{"isOdd":true}}}`);
