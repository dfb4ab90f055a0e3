import type { Logger } from 'pino';
import { ifAllowed } from '../../casework/refusing';
import type { Clock } from '../../clock';
import { may, type Action } from '../../domain/access/table';
import { Refusal } from '../../errors';
import type { Census } from '../../panel/census';
import type { PanelMinutes } from '../../panel/minutes';
import type { Summaries } from '../../panel/summary';
import type { Register } from '../../panel/register';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import { hashOf, isSecret, newSecret, ticketEnds } from '../tickets';
import { censusChildrenCsv, censusCsv } from './census-csv';
import type { HandoutKind, HandoutOrder } from './handout';
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
};

const MEDIA = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export function createHandouts({ storage, clock, register, census, minutes, summaries, log }: Deps): Handouts {
  async function draw(person: Person, order: HandoutOrder): Promise<HandoutFile> {
    switch (order.kind) {
      case 'register-pdf': {
        const page = await register.whole(person, order, order.kind);
        return file(order, 'pdf', await registerPdf(page, new Date(clock.now())));
      }
      case 'register-xlsx':
        return file(order, 'xlsx', await registerXlsx(await register.whole(person, order, order.kind)));
      case 'census-csv':
        return file(order, 'csv', censusCsv(await census.look(person, order.on)));
      case 'census-children-csv': {
        const everybody = { topic: 'total', id: 'all' };
        const all = await census.behind(person, order.on, everybody, 0, Number.POSITIVE_INFINITY);
        return file(order, 'csv', censusChildrenCsv(all!));
      }
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

  /** Who holds the ticket, as long as it may be used. */
  async function holderOf(secret: string) {
    if (!isSecret(secret)) return null;
    const ticket = await storage.handouts.valid(hashOf(secret), clock.now());
    const person = ticket && (await storage.directory.person(ticket.personId));
    return ticket && person && may(person, NEEDS[ticket.order.kind], null) ? { ticket, person } : null;
  }

  return {
    order: (person, order) =>
      ifAllowed(person, NEEDS[order.kind], { storage, clock }, async () => {
        const secret = newSecret();
        const expiresAt = ticketEnds(clock.now());
        await storage.handouts.issue({ hash: hashOf(secret), personId: person.id, order, expiresAt });
        return { kind: order.kind, secret };
      }),

    waits: async (secret) => (await holderOf(secret)) !== null,

    async take(secret) {
      const held = await holderOf(secret);
      if (!held) return null;
      try {
        const drawn = await draw(held.person, held.ticket.order);
        // Used up once it is drawn: what could not be drawn can be asked for again with the same link.
        if (!(await storage.handouts.use(held.ticket.hash, clock.now()))) return null;
        log.info({ person: held.person.id, bytes: drawn.bytes.length }, 'handout fetched');
        return drawn;
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    },
  };
}

const file = ({ kind, on }: HandoutOrder, ending: keyof typeof MEDIA, bytes: Uint8Array): HandoutFile => ({
  fileName: `${kind.replace(/-(pdf|xlsx|csv)$/, '')}-${on}.${ending}`,
  mediaType: MEDIA[ending],
  bytes,
});
