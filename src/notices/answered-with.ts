import type { CaseView } from '../casework/casework';
import type { Delivery } from './outbox';
import type { Directory, Person } from '../people/directory';

/**
 * The alert with the answer that it has had: its recipient's own, or that of a colleague who was sent the same and sits
 * on the same side, at the school or at the authority. What the school has answered does not speak for the authority.
 */
export async function answeredWith(
  delivery: Delivery,
  view: Pick<CaseView, 'case'>,
  recipient: Person | null,
  directory: Pick<Directory, 'people'>,
): Promise<{ readonly answered: Delivery; readonly by: Person | undefined }> {
  const { acknowledgedBy, obligation, occurrence } = delivery;
  if (acknowledgedBy) return { answered: delivery, by: (await directory.people([acknowledgedBy]))[0] };
  const answers = view.case.facts.filter(
    (fact) => fact.kind === 'acknowledged' && fact.obligation === obligation && fact.occurrence === occurrence,
  );
  if (answers.length === 0) return { answered: delivery, by: undefined };
  const people = await directory.people([...new Set(answers.map(({ recordedBy }) => recordedBy))]);
  for (const { recordedBy, recordedAt } of answers) {
    const by = people.find(({ id }) => id === recordedBy);
    if (!by || by.school !== recipient?.school) continue;
    return { answered: { ...delivery, acknowledgedBy: by.id, acknowledgedAt: recordedAt }, by };
  }
  return { answered: delivery, by: undefined };
}
