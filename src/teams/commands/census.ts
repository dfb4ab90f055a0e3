import { LocalDateSchema, type LocalDate } from '../../domain/calendar/date';
import type { Census } from '../../panel/census';
import type { Command, Verb } from '../actions';
import { Stale } from '../stale';
import type { Reply, Turn } from '../turn';
import { behindCard, censusCard, figureIn, MOST_BEHIND } from '../views/census';
import { DAY, dayTyped, startOf } from './day-typed';
import { privately } from './shown';

interface Deps {
  readonly census: Census;
}

/** The DfE's termly count, today or on a day gone by. */
export const censusCommand = (deps: Deps): Command => ({
  id: 'census',
  usage: 'census',
  helps: 'See the DfE’s termly count of children missing education. Or say “census 21/05/2026” for that day.',
  pattern: new RegExp(`^(?:show )?(?:the )?(?:termly )?(?:census|count)(?: (?:on |of |as of )?${DAY})?$`, 'i'),
  needs: 'see-census',
  run: (turn, match) => shown(turn, dayTyped(match[1], 'census'), deps),
});

export const censusVerbs = (deps: Deps): Verb[] => [
  {
    id: 'census',
    needs: 'see-census',
    replacesCard: true,
    run: (turn, { on }) => shown(turn, dayIn(on), deps),
  },
  {
    id: 'census-children',
    needs: 'see-census-children',
    replacesCard: false,
    async run({ person }, data) {
      const figure = figureIn(data.figure);
      const page =
        figure && (await deps.census.behind(person, dayIn(data.on), figure, startOf(data.from), MOST_BEHIND));
      if (!page) throw new Stale();
      return privately(behindCard(page, figure), 'Who is counted');
    },
  },
];

async function shown({ person }: Turn, on: LocalDate | null, { census }: Deps): Promise<Reply> {
  return privately(censusCard(await census.look(person, on)), 'The termly count');
}

/** From a button. */
function dayIn(text: string | undefined): LocalDate {
  const day = LocalDateSchema.safeParse(text).data;
  if (!day) throw new Stale();
  return day;
}
