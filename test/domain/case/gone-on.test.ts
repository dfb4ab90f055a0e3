import { assess } from '../../../src/domain/case/assess';
import type { LocalDate } from '../../../src/domain/calendar/date';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { mark, reported, type History } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);

  describe('a pupil who came back and then went on to another school', () => {
    const asked = policy.found.places.find(({ id }) => id === 'other-school')!.asks;
    const details = Object.fromEntries(
      asked.map(({ id, kind, choices }) => [id, kind === 'date' ? '2026-05-11' : (choices[0]?.id ?? 'x')]),
    );
    const moved = (day: LocalDate): FactBody => ({
      ...{ kind: 'located' },
      located: { where: 'other-school', on: day, by: 'The other school', details, note: '', from: 'school' },
    });
    const back = () => reported().at('2026-05-05', '09:00', mark('/', '2026-05-05'));
    const groundA = (history: History) =>
      on(history, '2026-05-11').removal.gates.find(({ ground }) => ground.letter === 'a');

    it('is there, and the name may go, without a code of absence for a day that had none', () => {
      const history = back().at('2026-05-11', '09:00', moved('2026-05-11'));
      expect(on(history, '2026-05-11').found).toMatchObject({ how: 'located', where: 'other-school' });
      expect(groundA(history)).toMatchObject({ open: true });
    });

    it('stays there when the register says later that the pupil comes no more', () => {
      const history = back()
        .at('2026-05-11', '09:00', moved('2026-05-11'))
        .at('2026-05-18', '09:00', mark('O', '2026-05-18'));
      expect(on(history, '2026-05-18').found).toMatchObject({ how: 'located', where: 'other-school' });
    });

    it('is still in school where the school spoke of that day, or says so later', () => {
      const onItsDay = back()
        .at('2026-05-11', '08:30', mark('/', '2026-05-11'))
        .at('2026-05-11', '09:00', moved('2026-05-11'));
      const later = back()
        .at('2026-05-11', '09:00', moved('2026-05-11'))
        .at('2026-05-11', '09:30', mark('/', '2026-05-11'));
      for (const history of [onItsDay, later]) {
        expect(on(history, '2026-05-11').found).toMatchObject({ how: 'returned' });
        expect(groundA(history)).toMatchObject({ open: false });
      }
    });
  });
});
