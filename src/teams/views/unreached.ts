import type { CaseView } from '../../casework/casework';
import type { Delivery } from '../../notices/outbox';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { byWhen } from './alert-by-when';
import { alertTitle } from './alert-title';
import { opensCase } from './buttons';
import { rolesOf } from './panel-decisions';
import { standsTwiceAndIsKept } from './repeat';
import { alertRule } from '../../casework/rules-then';
import { allOf, roleInWords } from './words';

/** `over`: there is nothing left to ask for. `answered`: by somebody. `arrived`: with the person it is for, after all. */
export type UnreachedEnd = 'over' | 'answered' | 'arrived';

const ENDS: Readonly<Record<UnreachedEnd, { readonly title: string; readonly says: string }>> = {
  over: {
    title: 'There is nothing left to ask for here',
    says: 'An alert did not reach the person it was for. What it asked for is done, or is not needed any more.',
  },
  answered: {
    title: 'This alert has been answered',
    says: 'An alert did not reach the person it was for, and somebody has answered it since.',
  },
  arrived: {
    title: 'This alert has arrived',
    says: 'An alert did not reach the person it is for at first. It is with them now.',
  },
};

/**
 * For a channel that many people read: the reference, what is due and by when. No name, no school, nothing of a child.
 * @param delivery in whose words it speaks; `possibleRepeat`: of what is posted.
 */
export function unreachedView(
  view: CaseView,
  delivery: Delivery,
  end: UnreachedEnd | null = null,
  also: readonly Delivery[] = [],
): CardSpec {
  const { reference } = view.case;
  const rule = alertRule(delivery.obligation, view);
  return {
    template: 'unreached',
    summary: `${reference}: an alert reaches nobody`,
    model: {
      style: end ? 'good' : rule?.urgent ? 'attention' : 'warning',
      title: end ? ENDS[end].title : 'An alert does not reach the person it is for',
      reference,
      repeat: delivery.possibleRepeat ? standsTwiceAndIsKept('This message') : '',
      says: end
        ? ENDS[end].says
        : rule
          ? `It is for the ${allOf(rolesOf(rule, view, delivery).map(roleInWords))}, whom I cannot bring it to in Teams. Whoever can act on it, please do.`
          : 'I cannot bring it to them in Teams. Whoever can act on it, please do.',
      facts:
        rule && !end
          ? [
              { title: 'What is due', value: plain(rule.asks) },
              { title: 'By when', value: byWhen(rule, view, delivery, false).join('; ') },
              ...(also.length > 0 ? [{ title: 'Also due', value: alsoInWords(also, view) }] : []),
            ]
          : [],
      open: opensCase('Open the case', reference),
    },
  };
}

const MOST_NAMED = 6;

function alsoInWords(also: readonly Delivery[], view: CaseView): string {
  const titles = [...new Set(also.map((one) => alertTitle(one, view)))];
  const more = titles.length - MOST_NAMED;
  return [...titles.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
