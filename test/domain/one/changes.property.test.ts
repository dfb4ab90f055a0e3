import fc from 'fast-check';
import { heldBy, toSend, type SentLine, type Standing } from '../../../src/domain/one/changes';
import type { Change } from '../../../src/domain/one/values';

/** What happens, in any order: somebody changes a case, an upload is made, One's answer to a line comes in or never does. */
const happenings = fc.oneof(
  fc.record({ what: fc.constant('said' as const), of: fc.nat(3), says: fc.nat(2), open: fc.boolean() }),
  fc.record({ what: fc.constant('uploaded' as const), everything: fc.boolean(), refuses: fc.array(fc.nat(3)) }),
  fc.record({ what: fc.constant('answered' as const), line: fc.nat(40) }),
);

interface Line extends SentLine {
  readonly caseId: string;
  readonly change: Change;
  readonly everything: boolean;
  /** What One did with it, whether or not anybody was told. */
  readonly refused: boolean;
  /** Told by the time at which the next line of its case was sent. */
  answer: 'taken' | 'refused' | null;
}

/** What has to come about often enough. */
const SEEN = ['new', 'changed', 'closed', 'again', 'sent again', 'after a silence'] as const;
type Seen = (typeof SEEN)[number];

/** An authority that uploads, and a One that takes or refuses: nothing of it looks at how the next upload is found. */
class Story {
  readonly cases = new Map<string, Standing>();
  readonly lines: Line[] = [];
  readonly one = new Map<string, Standing>();

  of(caseId: string): Line[] {
    return this.lines.filter((line) => line.caseId === caseId);
  }

  upload(everything: boolean, refuses: readonly number[]): Line[] {
    const held = new Map(
      [...this.cases.keys()].flatMap((id) => {
        const has = heldBy(this.of(id));
        return has ? [[id, has] as const] : [];
      }),
    );
    const sent = toSend([...this.cases.values()], held, everything).map(({ caseId, change }): Line => {
      const refused = refuses.includes(Number(caseId));
      return { ...this.cases.get(caseId)!, change, everything, refused, answer: null };
    });
    for (const { refused, caseId, mark, open } of sent) if (!refused) this.one.set(caseId, { caseId, mark, open });
    this.lines.push(...sent);
    return sent;
  }

  answer(line: Line): void {
    line.answer = line.refused ? 'refused' : 'taken';
  }
}

test('of uploads in any order every change is in one until it is taken, and nothing that One has is sent again', () => {
  const seen = new Map<Seen, number>();
  const count = (what: Seen) => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(fc.array(happenings, { minLength: 10, maxLength: 60 }), (all) => {
      const story = new Story();
      for (const one of all) {
        if (one.what === 'said') {
          const caseId = String(one.of);
          story.cases.set(caseId, { caseId, mark: `${one.says} ${one.open}`, open: one.open });
        } else if (one.what === 'answered') {
          const line = story.lines[one.line % Math.max(1, story.lines.length)];
          if (line) story.answer(line);
        } else {
          const before = new Map([...story.cases.keys()].map((id) => [id, story.of(id).map((line) => ({ ...line }))]));
          const sent = story.upload(one.everything, one.refuses);
          expect(new Set(sent.map(({ caseId }) => caseId)).size).toBe(sent.length);
          for (const [id, lines] of before) expectOf(id, lines, sent, story, one.everything, count);
        }
      }
      // Once everything was answered and is taken, One has every case as it is.
      for (const line of story.lines) story.answer(line);
      story.upload(false, []);
      expect(story.one).toEqual(story.cases);
      for (const line of story.lines) story.answer(line);
      expect(story.upload(false, [])).toEqual([]);
    }),
    { numRuns: 600 },
  );
  for (const change of SEEN) expect(seen.get(change) ?? 0).toBeGreaterThan(20);
});

/**
 * Told from the first line on, as whoever keeps One would: what was taken it has; what was sent it has until it refuses
 * something, and then it has what it is known to have taken.
 */
function replayed(lines: readonly Line[]): Line | undefined {
  let taken: Line | undefined;
  let has: Line | undefined;
  for (const line of lines) {
    if (line.answer === 'taken') taken = line;
    has = line.answer === 'refused' ? taken : line;
  }
  return has;
}

/** @param before the lines of the case that had been sent, with what was known of them. */
function expectOf(
  id: string,
  before: readonly Line[],
  sent: readonly Line[],
  story: Story,
  everything: boolean,
  count: (what: Seen) => void,
): void {
  const now = story.cases.get(id)!;
  const line = sent.find(({ caseId }) => caseId === id);
  const has = replayed(before);
  // What One refused last is sent again, unless it had taken before what the case says now.
  const refusedLast = before.at(-1)?.answer === 'refused';
  if (refusedLast && !before.some(({ answer, mark }) => answer === 'taken' && mark === now.mark))
    expect(line).toBeDefined();
  if (!line) {
    expect(everything).toBe(false);
    expect(has?.mark).toBe(now.mark);
    return;
  }
  expect(line.mark).toBe(now.mark);
  count(line.change);
  if (refusedLast && before.some(({ answer }) => answer === null)) count('after a silence');
  if (!everything) expect(has?.mark).not.toBe(now.mark);
  if (before.at(-1)?.mark === now.mark && !everything) {
    expect(before.at(-1)!.answer).toBe('refused');
    count('sent again');
  }
  expect(line.change === 'new').toBe(has === undefined);
  expect(line.change === 'again').toBe(has?.mark === now.mark);
  expect(line.change === 'closed').toBe(has !== undefined && has.open && !now.open);
}

test('a line that One never answered is not taken to be there once it has refused a later one that said the same', () => {
  const line = (answer: SentLine['answer'], mark = 'a'): SentLine => ({ mark, open: true, answer });
  expect(heldBy([line(null)])).toEqual(line(null));
  expect(heldBy([line(null), line('refused')])).toBeNull();
  expect(heldBy([line('taken', 'b'), line(null), line('refused')])).toEqual(line('taken', 'b'));
  expect(heldBy([line(null), line('refused'), line(null, 'c')])).toEqual(line(null, 'c'));
});
