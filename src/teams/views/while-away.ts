import { momentInWords } from '../../domain/calendar/london';
import type { SentAlert, SentAlerts } from '../sent-alerts';
import { REPEAT_SAYS } from '../short-card';
import type { CardSpec } from '../turn';
import { opensCase } from './buttons';
import { alertTitle } from './alert-title';
import { count, short } from './words';

/** A card stays short; what is due stands in the list of cases. */
const MOST = 15;

/** References, alerts and names of staff: of a child nothing, so that it may stand in a notification too. */
export function whileAwayCard({ alerts, names }: SentAlerts, possibleRepeat = false): CardSpec {
  const nameOf = (id: string) => short(names.get(id) ?? 'a colleague who has left', 60);
  const waiting = alerts.filter(({ delivery }) => delivery.acknowledgedAt === null);
  // What nobody has answered stands first.
  const shown = [...waiting, ...alerts.filter((one) => !waiting.includes(one))].slice(0, MOST);
  return {
    template: 'my-cases',
    summary: 'While you were away',
    model: {
      title: 'While you were away',
      says: `${count(alerts.length, 'alert')} went to colleagues; ${waiting.length === 0 ? 'all are answered' : `${waiting.length} not answered yet`}.${possibleRepeat ? REPEAT_SAYS : ''}`,
      rows: shown.map((one) => rowOf(one, nameOf)),
      choices: [],
      buttons: [],
    },
  };
}

function rowOf({ delivery, card: { sentAt }, view }: SentAlert, nameOf: (id: string) => string) {
  const { acknowledgedBy, acknowledgedAt, recipient, dueAt } = delivery;
  const reference = view?.case.reference ?? '';
  return {
    heading: '',
    name: `${reference} · ${alertTitle(delivery, view)}`,
    subtitle: `To ${nameOf(recipient)}, ${momentInWords(sentAt ?? dueAt)}`,
    risk: '',
    next:
      acknowledgedBy && acknowledgedAt
        ? `Answered by ${nameOf(acknowledgedBy)}, ${momentInWords(acknowledgedAt)}`
        : 'Nobody has answered yet',
    colour: acknowledgedAt ? 'default' : 'attention',
    open: opensCase('Open', reference),
  };
}
