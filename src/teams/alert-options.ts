import type { Delivery } from '../notices/outbox';
import { vacancyInWords } from '../notices/vacancy';
import type { Directory } from '../people/directory';
import type { Whose } from './views/alert';

/** The names of those because of whom an alert comes to its recipient: who did not answer, and who is away. */
export async function whoseAlert(
  { insteadOf = [], passed }: Delivery,
  directory: Pick<Directory, 'people'>,
): Promise<Whose> {
  const from = passed?.from ?? [];
  const ids = [...new Set([...from, ...insteadOf])];
  const people = ids.length > 0 ? await directory.people(ids) : [];
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? vacancyInWords(id) ?? 'a colleague';
  return { passedAt: passed?.at ?? null, passedFrom: from.map(nameOf), insteadOf: insteadOf.map(nameOf) };
}
