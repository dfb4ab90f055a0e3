import fc from 'fast-check';
import { checkUpn } from '../../../src/domain/pupil/upn';

const says = (typed: string): string => {
  const result = checkUpn(typed);
  return result.ok ? 'accepted' : result.says;
};

describe('a UPN', () => {
  it.each(['B801200005001', 'R674123101121', 'P207000016049', 'C341999926001', 'R341999926002'])(
    '%s is permanent',
    (upn) => {
      expect(checkUpn(upn)).toEqual({ ok: true, upn, temporary: false });
    },
  );

  it('N34199992600A is temporary', () => {
    expect(checkUpn('N34199992600A')).toEqual({ ok: true, upn: 'N34199992600A', temporary: true });
  });

  it('may be typed with spaces and in lower case', () => {
    expect(checkUpn(' c 341 9999 26 001 ')).toEqual({ ok: true, upn: 'C341999926001', temporary: false });
  });

  it.each([
    ['A801200005001', 'it would be B, not A'],
    ['B207000016049', 'it would be P, not B'],
    // Help pages of two suppliers call this one right; their sum is one too high.
    ['Q207000016049', 'it would be P, not Q'],
    ['C341999926002', 'compare the whole UPN with the register'],
    ['E000200005001', 'no authority has 000'],
    ['A100200005001', 'no authority has 100'],
    ['C34199992600', '13 characters; this one has 12'],
    ['', '13 characters; this one has 0'],
    ['3C41999926001', 'a letter and then 12 digits'],
    ['C34199992A001', 'a letter and then 12 digits'],
    ['I341999926001', 'never has the letters I, O or S'],
    ['N34199992600O', 'never has the letters I, O or S'],
  ])('%s is refused, with the reason', (upn, reason) => {
    expect(says(upn)).toContain(reason);
  });

  it('with one digit mistyped is always refused', () => {
    const digits = fc.tuple(fc.constantFrom('341', '801', '207'), fc.stringMatching(/^\d{9}$/)).map((p) => p.join(''));
    fc.assert(
      fc.property(digits, fc.integer({ min: 3, max: 11 }), fc.integer({ min: 1, max: 9 }), (twelve, at, by) => {
        const right = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].filter((letter) => checkUpn(letter + twelve).ok);
        expect(right).toHaveLength(1);
        const mistyped = twelve.slice(0, at) + ((Number(twelve[at]) + by) % 10) + twelve.slice(at + 1);
        expect(checkUpn(right[0] + mistyped).ok).toBe(false);
      }),
    );
  });
});
