import type { LocalDate } from '../../../src/domain/calendar/date';
import { assess } from '../../../src/domain/case/assess';
import { decidePanel, decideRatified, type Decided } from '../../../src/domain/case/decide/panel';
import { carriedForward } from '../../../src/domain/case/panel-decisions';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { reported, type History } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

/** The panel met before the case was closed, and after that. */
const MET: readonly LocalDate[] = ['2026-05-07', '2026-05-21'];
const CLOSED = { kind: 'closed', reason: 'returned', note: 'Back' } as const;
const REOPENED = { kind: 'reopened', reason: 'Not there' } as const;

describe.each(policyPackIds())('under the rules of %s', (id) => {
  const policy = policyPack(id);
  const [rule] = policy.panel.decisions.list;
  const closed = () => reported().at('2026-05-12', '10:00', CLOSED);
  const given = (today: LocalDate) => ({
    ...{ policy, opened: '2026-04-27' as const, today },
    panel: { met: MET.filter((day) => day <= today), next: '2026-06-04' as const },
  });
  const at = ({ facts }: History, today: LocalDate) => assess(facts, liverpool, policy, today);

  const ratifies = (history: History, meeting: LocalDate = '2026-05-21', today: LocalDate = '2026-05-22') =>
    decideRatified(at(history, today), { meeting, note: '', dissent: '' }, given(today));
  const decides = (history: History, over: Partial<Decided> = {}, today: LocalDate = '2026-05-22') =>
    decidePanel(
      at(history, today),
      {
        ...{ decision: rule!.id, owner: rule!.owners[0]!, person: null, meeting: '2026-05-07', due: '2026-05-14' },
        ...{ reason: 'Why', dissent: '', ...over },
      },
      given(today),
    );
  const recorded = (history: History, verdict: ReturnType<typeof ratifies>, on: LocalDate) => {
    if (verdict.kind !== 'facts') throw new Error(verdict.says);
    return history.at(on, '12:00', ...verdict.facts);
  };

  it('the panel agrees to how a case ended, once, at a meeting from then on, and nobody owes anything by it', () => {
    const history = recorded(closed(), ratifies(closed()), '2026-05-22');
    expect(at(history, '2026-05-22')).toMatchObject({
      ...{ obligations: [], decisions: [], ratifications: [{ meeting: '2026-05-21' }] },
      closure: { isRatified: true },
    });
    expect(ratifies(history)).toMatchObject({
      says: expect.stringContaining('has agreed to this end of the case already'),
    });
    expect(at(history.at('2026-05-26', '09:00', REOPENED), '2026-05-26').obligations).not.toContainEqual(
      expect.objectContaining({ id: expect.stringMatching(/^panel-decision:/) }),
    );
    history.at('2026-05-27', '09:00', CLOSED);
    expect(at(history, '2026-05-27').closure).toMatchObject({ isRatified: false });
  });

  it('and not while the case is open, before it was closed, before the panel has met, or where it goes on as another', () => {
    expect(ratifies(reported())).toMatchObject({ says: expect.stringContaining('This case is open') });
    expect(ratifies(closed(), '2026-05-07')).toMatchObject({
      says: 'The case was closed on Tue 12 May 2026. Give a meeting from then on.',
    });
    expect(ratifies(closed(), '2026-05-07', '2026-05-13')).toMatchObject({
      says: expect.stringContaining(
        'The panel has not met since the case was closed on Tue 12 May 2026. It meets on Thu 4 June',
      ),
    });
    expect(ratifies(closed(), '2026-05-20')).toMatchObject({ says: expect.stringContaining('did not meet on') });
    const duplicate = reported().at('2026-05-12', '10:00', { ...CLOSED, reason: 'duplicate' });
    expect(ratifies(duplicate)).toMatchObject({ says: expect.stringContaining('goes on as the other case') });
  });

  it('what it decided while the case was open may be typed in later, and is owed by nobody, also where the case goes on', () => {
    const history = recorded(closed(), decides(closed()), '2026-05-22');
    const { decisions, obligations, notices } = at(history, '2026-05-22');
    expect(decisions).toMatchObject([{ decided: { meeting: '2026-05-07' }, ended: { kind: 'closed' } }]);
    expect(obligations).toEqual([]);
    expect(notices.filter(({ rule: { trigger } }) => trigger.kind.startsWith('panel-'))).toEqual([]);
    expect(carriedForward(at(history.at('2026-05-26', '09:00', REOPENED), '2026-05-26').decisions)).toEqual([]);
    const again = recorded(history, decides(history, { due: '2026-06-02' }, '2026-05-27'), '2026-05-27');
    expect(carriedForward(at(again, '2026-05-27').decisions)).toHaveLength(1);
  });

  it('and nothing else is decided on a closed case: it is opened again first', () => {
    const verdict = decides(closed(), { meeting: '2026-05-21', due: '2026-06-02' });
    expect(verdict).toMatchObject({
      says: `The case was closed on Tue 12 May 2026, before that meeting. Record that the panel decided “${policy.panel.decisions.ratified.title}”, or open the case again first.`,
    });
  });
});
