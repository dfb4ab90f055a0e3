import type { IncomingMessage } from 'node:http';
import { createSourceOf } from '../../src/door/source';

const requestFrom = (remoteAddress: string | undefined, forwarded?: string | string[]) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;
const PROXIES = ['10.0.0.0/8', '203.0.113.1', 'fd00::/8'];
const source = (from: string | undefined, forwarded?: string | string[], proxies = PROXIES) =>
  createSourceOf(proxies)(requestFrom(from, forwarded));

test.each([
  ['a caller at the door', '198.51.100.7', undefined, '198.51.100.7'],
  ['a caller who says to be another', '198.51.100.7', '192.0.2.1', '198.51.100.7'],
  ['a proxy that says for whom', '10.0.0.5', '198.51.100.7', '198.51.100.7'],
  ['on a socket of the new kind', '::ffff:10.0.0.5', '198.51.100.7', '198.51.100.7'],
  ['with a port', '10.0.0.5', '198.51.100.7:52311', '198.51.100.7'],
  ['behind what the caller had written', '10.0.0.5', '192.0.2.1, 192.0.2.2,198.51.100.7', '198.51.100.7'],
  ['in headers of its own', '10.0.0.5', ['192.0.2.1', '198.51.100.7'], '198.51.100.7'],
  ['behind another of ours', '203.0.113.1', '192.0.2.1, 198.51.100.7, 10.9.9.9', '198.51.100.7'],
  ['a proxy that says nothing', '10.0.0.5', undefined, '10.0.0.5'],
  ['a proxy that says what is no address', '10.0.0.5', '198.51.100.7, unknown', '10.0.0.5'],
  ['a proxy that asks for itself', '10.0.0.5', '10.0.0.6', '10.0.0.6'],
  ['a proxy of the new kind', 'fd00::5', '[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2'],
  ['a connection that is gone', undefined, undefined, ''],
])('%s', (_who, from, forwarded, expected) => {
  expect(source(from, forwarded)).toBe(expected);
});

test('where no proxy is named, nobody’s word counts', () => {
  expect(source('10.0.0.5', '198.51.100.7', [])).toBe('10.0.0.5');
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2:0:0:0:9'],
  ['2001:db8::1', '2001:db8:0:0:1::'],
  ['::1', '0:0:0:0:0:0:0:2'],
])('%s and %s are of one network', (one, other) => {
  expect(source(one)).toBe(source(other));
});

test('and two networks are two', () => {
  expect(source('2001:db8:1:2::1')).not.toBe(source('2001:db8:1:3::1'));
  expect(source('2001:db8::1')).not.toBe(source('2001:db8:1::1'));
});
