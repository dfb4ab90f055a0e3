import { Refusal } from '../errors';

/** A button of a card from an earlier version, or data that no card of ours sends. */
export class Stale extends Refusal {
  constructor() {
    super('stale-card', 'This card is from an earlier time and its button no longer works. Type help to start again.');
  }
}

/** A button of a card of a case that has moved on since: the case offers it no longer. */
export class MovedOn extends Stale {}
