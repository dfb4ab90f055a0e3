import { Refusal } from '../errors';
import type { Action } from './action';
import type { Command, Verb } from './actions';
import { cardAnswer, isPrivate, refusalAnswer, textAnswer, type Answer, type Place } from './answer';
import { caseOf, type CaseNow } from './case-now';
import type { Gate } from './gate';
import type { PageHost } from './page-host';
import type { PersonalChat } from './personal-chat';
import type { Host } from './rendering/hosts';
import { spoken } from './spoken';
import { MovedOn, Stale } from './stale';
import type { StaleNotes } from './stale-notes';
import type { Reply, Turn } from './turn';
import type { InsteadOfButton } from './views/why-shown';

/** From what a person said or clicked to what they see. */
export interface Router {
  said(turn: Turn, text: string): Promise<Answer>;
  /** As if it had been said, in a dialog that only this person sees. */
  saidInDialog(turn: Turn, text: string): Promise<Answer>;
  clicked(turn: Turn, action: Action, host: Host): Promise<Answer>;
  /** Whether it asks for somebody's own view of a card that stands among others. */
  asksForOwnView(action: Action): boolean;
  /** What this person, and nobody else, sees in place of that card. */
  ownView(turn: Turn, action: Action): Promise<Answer>;
  /** Whether pressing this puts something on record, if only as a draft. */
  records(action: Action): boolean;
  /** The same of words that are said. */
  recordsSaid(text: string): boolean;
  /** In place of what is on record since it came before: how it stands now. `pressed` null: it was said. */
  recorded(turn: Turn, pressed: Action | null, host: Host): Promise<Answer>;
}

interface Deps {
  readonly gate: Gate;
  readonly commands: readonly Command[];
  readonly verbs: readonly Verb[];
  readonly pages: PageHost;
  readonly personalChat: PersonalChat;
  readonly stale: StaleNotes;
  readonly caseNow: CaseNow | null;
}

export const HINT = 'I did not understand that. Say **help** to see what I can do for you here.';
const RECORDED = 'This is done already, and on record once, however often it was sent.';
const LOOK_IN_YOUR_CHAT = 'This is for your eyes only: I have put it into your own chat with me.';

/** A button that says a command for the person. */
export const SAY = 'say';

export function createRouter({ gate, commands, verbs, pages, personalChat, stale, caseNow }: Deps): Router {
  const verbById = new Map(verbs.map((verb) => [verb.id, verb]));

  async function said(turn: Turn, text: string, host: Host): Promise<Answer> {
    const found = commandIn(text);
    if (!found) return textAnswer(HINT);
    await gate(turn, found.command.needs);
    return answer(turn, await found.command.run(turn, found.match), 'new', host);
  }

  function commandIn(text: string) {
    const words = spoken(text);
    for (const command of commands) {
      const match = words.match(anyCase(command.pattern));
      if (match) return { command, match };
    }
    return null;
  }

  const recordsSaid = (text: string): boolean => commandIn(text)?.command.records === true;

  function records({ verb, step, typed }: Action): boolean {
    if (verb === 'page') return step !== '';
    return verb === SAY ? recordsSaid(typed['text'] ?? '') : verbById.get(verb)?.records === true;
  }

  async function clicked(turn: Turn, action: Action, host: Host): Promise<Answer> {
    try {
      return await pressed(turn, action, host);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error instanceof Stale) stale(turn, action);
      const instead = await inItsPlace(turn, action, error, host);
      if (!instead) throw error;
      return instead;
    }
  }

  /**
   * What stands in place of a button that is no longer, or of what a card of its case still offered in vain: the case as
   * it is now, where this person may see it. They are told nothing of one that they may not see.
   */
  async function inItsPlace(turn: Turn, action: Action, refusal: Refusal, host: Host): Promise<Answer | null> {
    const isOld = refusal instanceof Stale || (action.whileOffered && refusal.code !== 'no-such-case');
    if (!isOld || !caseNow || caseOf(action) === '') return null;
    try {
      await gate(turn, 'see-case');
      return await inPrivate(
        turn,
        cardAnswer(await caseNow.card(turn, action, why(action, refusal)), 'for-good'),
        host,
      );
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** Nobody fills in for nothing what the case takes no longer. Throws `MovedOn`. */
  async function allowOffered(turn: Turn, action: Action): Promise<void> {
    const asks = action.verb === 'page' || records(action);
    if (!action.whileOffered || !caseNow || !asks) return;
    if (!(await caseNow.offers(turn, action))) throw new MovedOn();
  }

  async function pressed(turn: Turn, action: Action, host: Host): Promise<Answer> {
    if (action.verb === 'page') return inPrivate(turn, await onPage(turn, action), host);
    if (action.verb === SAY) return said(turn, action.typed['text'] ?? '', host);
    const verb = verbById.get(action.verb);
    if (!verb) throw new Stale();
    await gate(turn, verb.needs);
    await allowOffered(turn, action);
    const reply = await verb.run(turn, { ...action.args, ...action.typed });
    const brought = await answer(turn, reply, verb.replacesCard ? 'for-good' : 'new', host);
    return inPrivate(turn, brought, host);
  }

  async function onPage(turn: Turn, action: Action): Promise<Answer> {
    if (action.step !== '') return pages.submit(turn, action);
    await pages.admit(turn, action.page);
    await allowOffered(turn, action);
    return pages.show(turn, action.page, action.args, 'in-place');
  }

  async function answer(turn: Turn, reply: Reply, place: Place, host: Host): Promise<Answer> {
    switch (reply.kind) {
      case 'text':
        return textAnswer(reply.text);
      case 'card':
        return cardAnswer(reply.card, place);
      case 'page':
        return inPrivate(turn, await pages.show(turn, reply.page, reply.args, place), host);
      case 'in-personal-chat':
        if (isPrivate(turn, host)) return cardAnswer(reply.card, place);
        return textAnswer(await personalChat.send(turn.person, reply.card, reply.says));
    }
  }

  /**
   * A page, and whatever a button brings, may hold a child's data: in a channel or a group it goes to the person's own
   * chat. What may stand in a channel is said by a command.
   */
  async function inPrivate(turn: Turn, shown: Answer, host: Host): Promise<Answer> {
    if (shown.kind === 'text' || isPrivate(turn, host)) return shown;
    return textAnswer(await personalChat.send(turn.person, shown.card, LOOK_IN_YOUR_CHAT));
  }

  /** Whoever may see the case no longer is told no more than that it is done. */
  async function recorded(turn: Turn, pressed: Action | null, host: Host): Promise<Answer> {
    const isDone = textAnswer(RECORDED);
    try {
      if (!pressed || !caseNow) return isDone;
      await gate(turn, 'see-case');
      const next = await stillToCome(turn, pressed, host);
      if (next) return await inPrivate(turn, next, host);
      const card = await caseNow.recorded(turn, pressed);
      return card ? await inPrivate(turn, cardAnswer(card, 'for-good'), host) : isDone;
    } catch (error) {
      if (error instanceof Refusal) return isDone;
      throw error;
    }
  }

  /** What is recorded may be only half of it: the other half must not be lost with the first answer. */
  async function stillToCome(turn: Turn, pressed: Action, host: Host): Promise<Answer | null> {
    try {
      if (pressed.verb === 'page') return await pages.follows(turn, pressed);
      const verb = verbById.get(pressed.verb);
      if (!verb?.follows) return null;
      await gate(turn, verb.needs);
      const reply = await verb.follows(turn, { ...pressed.args, ...pressed.typed });
      return reply && (await answer(turn, reply, verb.replacesCard ? 'for-good' : 'new', host));
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  async function ownView(turn: Turn, { verb: id, args, typed }: Action): Promise<Answer> {
    const verb = verbById.get(id);
    if (!verb?.isOwnView) throw new Stale();
    await gate(turn, verb.needs);
    const reply = await verb.run(turn, { ...args, ...typed });
    return 'card' in reply ? cardAnswer(reply.card, 'in-place') : answer(turn, reply, 'in-place', 'chat');
  }

  return {
    asksForOwnView: ({ verb }) => verbById.get(verb)?.isOwnView === true,
    ownView: (turn, action) => kindly('in-place', () => ownView(turn, action)),
    records,
    recorded,
    recordsSaid,
    said: (turn, text) => kindly('new', () => said(turn, text, 'chat')),
    saidInDialog: (turn, text) => kindly('new', () => said(turn, text, 'dialog')),
    clicked(turn, action, host) {
      const place = action.step === '' ? 'new' : 'in-place';
      return kindly(place, () => clicked(turn, action, host), isPrivate(turn, host));
    },
  };
}

/** Among others, a button that somebody may not press is answered with a line and no message of its own. */
async function kindly(place: Place, work: () => Promise<Answer>, alone = true): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal)
      return alone ? refusalAnswer(error, place) : { ...textAnswer(error.says), refuses: true };
    throw error;
  }
}

const why = ({ page }: Action, refusal: Refusal): InsteadOfButton => ({
  insteadOf: refusal instanceof Stale && !(refusal instanceof MovedOn) ? 'earlier' : 'moved-on',
  says: refusal instanceof Stale ? '' : refusal.says,
  callFirst: page === 'risk',
});

const anyCase = (pattern: RegExp): RegExp =>
  pattern.flags.includes('i') ? pattern : new RegExp(pattern.source, `${pattern.flags}i`);
