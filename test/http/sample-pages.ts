import { z } from 'zod';
import { Refusal } from '../../src/errors';
import type { Storage } from '../../src/stores';
import { date, text } from '../../src/teams/pages/fields';
import { formView, submits } from '../../src/teams/pages/form';
import type { AnyPage, Page } from '../../src/teams/pages/page';
import { typedDate, requiredText } from '../../src/teams/pages/typed';
import type { Turn } from '../../src/teams/turn';

/** Two small pages over the real draft store: what was typed on the first is kept as a draft, the second ends. */
export function samplePages(storage: Storage): AnyPage[] {
  const visit: Page<{ who: string; on: string | null }> = {
    id: 'visit',
    needs: 'nothing',
    input: z.object({ who: requiredText(100, 'Say whom you visited.'), on: typedDate }),
    async show(_turn, args, again) {
      const draft = await storage.drafts.byId(args['draft']!);
      return formView({
        title: 'A home visit',
        heading: 'Who was visited?',
        fields: [text('who', 'Who'), date('on', 'On')],
        values: again?.typed ?? draft?.values ?? {},
        errors: again?.errors ?? {},
        buttons: [submits('Next', 'visit', args, 'next'), submits('Save for later', 'visit', args, 'save')],
      });
    },
    async saveDraft(turn, args, typed) {
      if (typed['on'] === '2026-01-01') throw new Error('no drafts on New Year’s Day');
      await storage.drafts.save(draftOf(turn, args['draft']!, typed));
    },
    async submit(_turn, args, { who }) {
      if (who === 'forbidden') throw new Refusal('not-allowed', 'That *cannot* be visited.');
      if (who === 'broken') throw new Error('secret words of an error about Robin Example');
      return { kind: 'page', page: 'sure', args };
    },
  };
  const sure: Page<object> = {
    id: 'sure',
    needs: 'nothing',
    input: z.object({}),
    async show(_turn, args) {
      const buttons = [submits('Back', 'sure', args, 'back'), submits('Done', 'sure', args, 'next')];
      return formView({ title: 'Are you sure?', heading: 'Are you sure?', fields: [], values: {}, buttons });
    },
    saveDraft: async () => {},
    back: (_turn, args) => ({ page: 'visit', args }),
    async submit(_turn, args) {
      await storage.drafts.remove(args['draft']!);
      return { kind: 'done', card: card('The visit is recorded.') };
    },
  };
  return [visit, sure];
}

export const card = (says: string, buttons: readonly object[] = []) => ({
  template: 'message',
  model: { says, buttons },
  summary: 'A message',
});

const draftOf = (turn: Turn, id: string, values: Readonly<Record<string, string>>) => ({
  id,
  school: turn.person.school!,
  kind: 'visit',
  caseId: null,
  item: null,
  values,
  savedBy: turn.person.id,
  savedAt: turn.now,
});
