import { doneBesideNote, listNote } from '../../casework/deed';
import { ifAllowed } from '../../casework/refusing';
import type { Instant } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import { cellsOf } from '../../domain/one/line';
import { Refusal } from '../../errors';
import { authorityOf } from '../../panel/authority-of';
import type { PanelDeps } from '../../panel/create-panel';
import type { Person } from '../../people/directory';
import type { Stores } from '../../stores';
import { drawnAgain } from './drawn-again';
import { digestOf, gather, type Gathered } from './gather';
import { oneFile } from './one-csv';
import { fieldOf, type OneUpload } from './one-store';
import type { OneBoard, OneFile, OneMade, OneOrder, OneUploads } from './one-uploads';

/** So many uploads are told of. */
const MOST_UPLOADS = 3;

const ACTION = 'upload-to-one';

export function createOneUploads(deps: PanelDeps): OneUploads {
  const { storage, policies, clock, log } = deps;

  async function writingOn(authority: string, now: Instant) {
    const asOf = londonDate(now);
    const { policy } = await authorityOf(authority, storage);
    return { authority, policies, asOf, mapping: policies.inForce(policy, asOf).oneUpload };
  }

  async function gathered(authority: string, everything: boolean, now: Instant): Promise<Gathered> {
    const found = await gather(await writingOn(authority, now), everything, storage);
    for (const id of found.unread)
      log.error({ case: id }, 'a case cannot be read, and the upload to One leaves it out');
    return found;
  }

  async function look(person: Person): Promise<OneBoard> {
    const now = clock.now();
    const { authority } = person;
    const { lines, lacking, undescribed, unread } = await gathered(authority, false, now);
    const uploads = await storage.one.latest(authority, MOST_UPLOADS);
    const makers = new Map(
      (await storage.directory.people(uploads.map(({ madeBy }) => madeBy))).map((one) => [one.id, one.name]),
    );
    const refused = await refusedOf(authority);
    const shown = [...refused.map(({ caseId }) => caseId), ...lacking.map(({ id }) => id)];
    storage.audit.later(listNote({ person, action: ACTION }, shown, now));
    const of = (change: string) => lines.filter((line) => line.change === change).length;
    return {
      uploads: uploads.map((upload) => ({ ...upload, maker: makers.get(upload.madeBy) ?? '' })),
      waiting: { new: of('new'), changed: of('changed'), closed: of('closed') },
      lacking,
      refused,
      ...{ undescribed, unread: unread.length },
    };
  }

  async function refusedOf(authority: string) {
    const lines = await storage.one.refused(authority);
    const heads = new Map((await storage.cases.byIds(lines.map(({ caseId }) => caseId))).map((one) => [one.id, one]));
    return lines
      .flatMap(({ caseId, number, answer }) => {
        const head = heads.get(caseId);
        return head ? [{ caseId, reference: head.reference, number, message: answer?.message ?? '' }] : [];
      })
      .toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
  }

  async function made({ authority }: Person, number: number): Promise<OneMade> {
    const upload = await storage.one.upload(authority, number);
    const next = await nextOf(authority);
    if (!upload) throw noSuchUpload(number, next - 1);
    return { number, everything: upload.everything, madeAt: upload.madeAt, isLast: number === next - 1 };
  }

  /** Made already, with what was asked for; null where it is the next. Throws `Refusal` where it is neither. */
  async function madeAlready({ authority }: Person, { number, everything }: OneOrder): Promise<OneUpload | null> {
    const there = await storage.one.upload(authority, number);
    if (there ? there.everything !== everything : number !== (await nextOf(authority))) throw moreWasMade();
    return there;
  }

  const nextOf = async (authority: string): Promise<number> =>
    ((await storage.one.latest(authority, 1))[0]?.number ?? 0) + 1;

  async function again(upload: OneUpload) {
    return drawnAgain(upload, await writingOn(upload.authority, upload.madeAt), policies, storage);
  }

  async function fetchAgain(person: Person, upload: OneUpload, use: Use): Promise<OneFile | null> {
    const now = clock.now();
    const { file, caseIds } = await again(upload);
    return storage.transaction(async (stores) => {
      if (!(await use(stores))) return null;
      stores.audit.later({ ...listNote({ person, action: ACTION }, caseIds, now), fields: [fieldOf(upload)] });
      return file;
    });
  }

  /** The upload, its entry on the trail and the use of the link: all of them or none. */
  async function makeNext(person: Person, { number, everything }: OneOrder, use: Use): Promise<OneFile | null> {
    const now = clock.now();
    const { authority } = person;
    const writing = await writingOn(authority, now);
    const { lines } = await gathered(authority, everything, now);
    if (lines.length === 0) return null;
    const mapping = digestOf(writing.mapping);
    const upload: OneUpload = { ...{ authority, number, madeAt: now, madeBy: person.id }, everything, mapping };
    const rows = lines.map(({ line, change }) => cellsOf(line, change, writing.mapping));
    const came = await storage.transaction(async (stores) => {
      if (!(await use(stores))) return 'used';
      const kept = lines.map(({ caseId, version, mark, open, change }) => ({ caseId, version, mark, open, change }));
      if (!(await stores.one.make(upload, kept))) throw new MadeMeanwhile();
      const caseIds = lines.map(({ caseId }) => caseId);
      await stores.audit.add({
        ...doneBesideNote({ person, action: ACTION }, null, now, [fieldOf(upload)]),
        cases: caseIds,
      });
      return 'made';
    });
    return came === 'made' ? oneFile(rows, writing.mapping, number, writing.asOf) : null;
  }

  async function check(person: Person, order: OneOrder): Promise<void> {
    const there = await madeAlready(person, order);
    if (there) return void (await again(there));
    const { lines } = await gathered(person.authority, order.everything, clock.now());
    if (lines.length === 0) throw nothingWaits();
  }

  async function fetch(person: Person, order: OneOrder, use: Use): Promise<OneFile | null> {
    const there = await madeAlready(person, order);
    if (there) return fetchAgain(person, there, use);
    try {
      return await makeNext(person, order, use);
    } catch (error) {
      if (!(error instanceof MadeMeanwhile)) throw error;
      const theirs = await madeAlready(person, order);
      return theirs && fetchAgain(person, theirs, use);
    }
  }

  const allowed = <T>(person: Person, work: () => Promise<T>) => ifAllowed(person, ACTION, deps, work);
  return {
    look: (person) => allowed(person, () => look(person)),
    made: (person, number) => allowed(person, () => made(person, number)),
    check: (person, order) => allowed(person, () => check(person, order)),
    fetch: (person, order, use) => allowed(person, () => fetch(person, order, use)),
  };
}

type Use = (stores: Stores) => Promise<boolean>;

/** Somebody else has made the upload since it was gathered; what was begun for this one is undone. */
class MadeMeanwhile extends Error {}

const moreWasMade = () =>
  new Refusal(
    'one-upload-made-meanwhile',
    'Another upload was made meanwhile. Say “one upload” to see how things stand.',
  );

const nothingWaits = () =>
  new Refusal(
    'one-upload-nothing-waits',
    'There is nothing to send to Capita One now. Say “one upload” to see how things stand.',
  );

const noSuchUpload = (number: number, last: number) =>
  new Refusal(
    'no-such-one-upload',
    last === 0
      ? 'Nothing has been uploaded to Capita One yet. Say “one upload” to make the first file.'
      : `There is no upload ${number}. The last one is upload ${last}. Say “one upload” to see how things stand.`,
  );
