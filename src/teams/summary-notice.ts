import { may } from '../domain/access/table';
import { monthOf } from '../domain/summary/period';
import { ROLE_GONE } from '../notices/endings';
import type { Summaries } from '../panel/summary';
import { monthOfNotice } from '../panel/tell-summary';
import type { Directory } from '../people/directory';
import type { NoticeCard } from './notice-sender';
import { summaryCard } from './views/summary';

interface Deps {
  readonly summaries: Summaries;
  readonly storage: { readonly directory: Pick<Directory, 'person'> };
}

/** What a month came to, to who is told of it by itself: as they may see it. */
export const summaryNotice =
  ({ summaries, storage: { directory } }: Deps): NoticeCard =>
  async (delivery) => {
    const first = monthOfNotice(delivery);
    if (!first) return null;
    const reader = await directory.person(delivery.recipient);
    if (!reader || reader.authority !== delivery.authority || !may(reader, 'see-summary', null)) return ROLE_GONE;
    return summaryCard(await summaries.look(reader, monthOf(first)), delivery.possibleRepeat);
  };
