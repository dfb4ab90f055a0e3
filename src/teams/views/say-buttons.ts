import type { Command } from '../actions';
import type { Button } from './buttons';
import { capital } from '../../letters';

/** Teams shows six buttons on a card and hides the others behind a menu. */
const MOST_BUTTONS = 6;

/** A button for each command that needs nothing typed after it: pressing it says the command. */
export function sayButtons(commands: readonly Command[]): Button[] {
  const ready = commands.filter(({ usage }) => !/[<[+]/.test(usage));
  return ready.slice(0, MOST_BUTTONS).map(({ usage }, index) => ({
    title: capital(usage),
    style: index === 0 ? 'positive' : 'default',
    sends: { verb: 'say', text: usage },
  }));
}
