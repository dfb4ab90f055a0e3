import { refusedNote } from '../casework/deed';
import type { Clock } from '../clock';
import { actionsOf, type Action as Deed, type Needs } from '../domain/access/table';
import type { Storage } from '../stores';
import type { Action } from './action';
import type { Verb } from './actions';
import type { AnyPage } from './pages/page';
import { Stale } from './stale';
import type { Turn } from './turn';

/** Tells the audit trail of a button that works no longer: pressed on an old card, or sent by no card of ours. */
export type StaleNotes = (turn: Turn, action: Action) => void;

interface Deps {
  readonly verbs: readonly Verb[];
  readonly pages: readonly AnyPage[];
  readonly storage: Storage;
  readonly clock: Clock;
}

/** What is named is one of ours: what somebody else makes up does not reach the trail. */
export function createStaleNotes({ verbs, pages, storage, clock }: Deps): StaleNotes {
  const known = new Map<string, Needs>([
    ...verbs.map(({ id, needs }) => [`verb.${id}`, needs] as const),
    ...pages.map(({ id, needs }) => [`page.${id}`, needs] as const),
  ]);
  return ({ person }, { verb, page }) => {
    const button = verb === 'page' ? `page.${page}` : `verb.${verb}`;
    const needs = known.get(button);
    const note = refusedNote({ person, action: asked(needs) }, new Stale(), clock.now());
    storage.audit.later({ ...note, fields: [needs === undefined ? 'button.unknown' : button] });
  };
}

const asked = (needs: Needs | undefined): Deed =>
  needs === undefined || needs === 'nothing' ? 'see-case' : actionsOf(needs)[0];
