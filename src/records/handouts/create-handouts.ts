import type { Logger } from 'pino';
import { ifAllowed } from '../../casework/refusing';
import type { Clock } from '../../clock';
import { londonDate } from '../../domain/calendar/london';
import { may, type Action } from '../../domain/access/table';
import { Refusal } from '../../errors';
import type { Census } from '../../panel/census';
import { dayGoneBy } from '../../panel/day-gone-by';
import type { OneUploads } from '../one/one-uploads';
import type { PanelMinutes } from '../../panel/minutes';
import type { Summaries } from '../../panel/summary';
import type { Register } from '../../panel/register';
import type { Person } from '../../people/directory';
import type { Storage, Stores } from '../../stores';
import type { Serves } from '../../tenants';
import { endedNote, linkHolder } from '../link-holder';
import { hashOf, isSecret, newSecret, ticketEnds } from '../tickets';
import { censusChildrenCsv, censusCsv } from './census-csv';
import type { HandoutKind, HandoutOrder } from './handout';
import type { HandoutTicket } from './handout-store';
import type { HandoutFile, Handouts } from './handouts';
import { minutesPdf } from './minutes-pdf';
import { registerPdf } from './register-pdf';
import { registerXlsx } from './register-xlsx';
import { summaryPdf } from './summary-pdf';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly register: Register;
  readonly census: Census;
  readonly minutes: PanelMinutes;
  readonly summaries: Summaries;
  readonly oneUploads: OneUploads;
  readonly serves: Serves;
  readonly log: Logger;
}

const NEEDS: Readonly<Record<HandoutKind, Action>> = {
  'register-pdf': 'see-register',
  'register-xlsx': 'see-register',
  'census-csv': 'see-census',
  'census-children-csv': 'see-census-children',
  'minutes-pdf': 'see-minutes',
  'summary-pdf': 'see-summary',
  'summary-rounded-pdf': 'see-summary',
  'one-upload': 'upload-to-one',
};

const MEDIA = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export function createHandouts(deps: Deps): Handouts {
  const { storage, clock, register, census, minutes, summaries, oneUploads, serves, log } = deps;

  async function draw(person: Person, order: DrawnOrder): Promise<HandoutFile> {
    switch (order.kind) {
      case 'register-pdf': {
        const page = await register.whole(person, order, order.kind);
        return file(order, 'pdf', await registerPdf(page, order, new Date(clock.now())));
      }
      case 'register-xlsx':
        return file(order, 'xlsx', await registerXlsx(await register.whole(person, order, order.kind), order));
      case 'census-csv':
        return file(order, 'csv', censusCsv(await census.look(person, order.on)));
      case 'census-children-csv':
        return file(order, 'csv', censusChildrenCsv(await census.behindAll(person, order.on)));
      case 'minutes-pdf': {
        const all = await minutes.whole(person, order.on, order.kind);
        return file(order, 'pdf', await minutesPdf(all, new Date(clock.now())));
      }
      case 'summary-pdf':
      case 'summary-rounded-pdf': {
        const period = { from: order.on, to: order.to };
        const page = await summaries.look(person, period, order.kind === 'summary-rounded-pdf');
        return file(order, 'pdf', await summaryPdf(page, new Date(clock.now())));
      }
    }
  }

  /** What would be refused once its link is followed, or be nothing, is refused at once, with the reason. */
  async function check(person: Person, order: HandoutOrder): Promise<void> {
    switch (order.kind) {
      case 'one-upload':
        return oneUploads.check(person, order);
      case 'minutes-pdf':
        return void (await minutes.dayOf(person, order.on));
      case 'summary-pdf':
      case 'summary-rounded-pdf':
        return summaries.check(person, { from: order.on, to: order.to }, order.kind === 'summary-rounded-pdf');
      case 'census-csv':
      case 'census-children-csv':
        return census.check(person, order.on);
      default:
        dayGoneBy(order.on, londonDate(clock.now()), 'register');
    }
  }

  /** Null: there is nothing of it, or the link was used meanwhile. */
  async function handOver(person: Person, { hash, order }: HandoutTicket): Promise<HandoutFile | null> {
    const use = async (stores: Stores) => (await stores.handouts.use(hash, clock.now())) !== null;
    if (order.kind === 'one-upload') {
      // An upload is made, and its link used up by it, in one go.
      const made = await oneUploads.fetch(person, order, use);
      return made && { ...made, mediaType: MEDIA.csv };
    }
    const drawn = await draw(person, order);
    // Used up once it is drawn: what could not be drawn can be asked for again with the same link.
    return (await use(storage)) ? drawn : null;
  }

  /** Whose ticket it is, as long as it may be used, and whether they may still have what it is for. */
  async function behind(secret: string) {
    if (!isSecret(secret)) return null;
    const ticket = await storage.handouts.valid(hashOf(secret), clock.now());
    const holder = ticket && (await linkHolder(ticket.personId, storage.directory, serves));
    if (!ticket || !holder) return null;
    const needs = NEEDS[ticket.order.kind];
    return { ticket, holder, needs, isTheirs: holder.ended === null && may(holder.person, needs, null) };
  }

  /** Used up by it, so that it stands on the trail once. */
  async function refuse({ ticket, holder, needs }: NonNullable<Awaited<ReturnType<typeof behind>>>): Promise<null> {
    const now = clock.now();
    if (await storage.handouts.use(ticket.hash, now)) storage.audit.later(endedNote(holder, needs, null, now));
    return null;
  }

  return {
    order: (person, order) =>
      ifAllowed(person, NEEDS[order.kind], { storage, clock }, async () => {
        await check(person, order);
        const secret = newSecret();
        const expiresAt = ticketEnds(clock.now());
        await storage.handouts.issue({ hash: hashOf(secret), personId: person.id, order, expiresAt });
        return { kind: order.kind, secret };
      }),

    waits: async (secret) => (await behind(secret))?.isTheirs === true,

    async take(secret) {
      const held = await behind(secret);
      if (!held) return null;
      if (!held.isTheirs) return refuse(held);
      const { person } = held.holder;
      try {
        const file = await handOver(person, held.ticket);
        if (file) log.info({ person: person.id, bytes: file.bytes.length }, 'handout fetched');
        return file;
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    },
  };
}

/** What is drawn and changes nothing. */
type DrawnOrder = Exclude<HandoutOrder, { readonly kind: 'one-upload' }>;

const file = ({ kind, on }: DrawnOrder, ending: keyof typeof MEDIA, bytes: Uint8Array): HandoutFile => ({
  fileName: `${kind.replace(/-(pdf|xlsx|csv)$/, '')}-${on}.${ending}`,
  mediaType: MEDIA[ending],
  bytes,
});
