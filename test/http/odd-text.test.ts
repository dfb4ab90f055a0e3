import { postgresPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';
import { inDialog, pressed } from './access/asking';

let street: Street;
let house: House;
beforeAll(async () => {
  street = await aStreet(postgresPlace);
  house = await street.open();
}, 60_000);
afterAll(() => street.close());

/** No text of a database holds these; a hostile client can send them anywhere. */
test.each(['\0', 'a\0b', '\ud800'])(
  'whatever is sent with %j in the place of an id is answered in words',
  async (odd) => {
    const lead = house.as('lead');
    const args = { case: odd, draft: odd, delivery: odd, item: odd };
    const said = [
      await pressed(lead, { verb: 'show-case', reference: odd }),
      await pressed(lead, { verb: 'acknowledge', delivery: odd }),
      await pressed(lead, { verb: 'make-paper', reference: odd, kind: 'case-json' }),
      await pressed(lead, { verb: 'page', page: 'check', args, step: 'next', note: odd, token: odd }),
      await inDialog(lead, 'task/fetch', { verb: 'page', page: 'report', args, step: '' }),
      await inDialog(lead, 'task/submit', { verb: 'page', page: 'check', args, step: 'save', evidence: odd }),
    ];
    expect(said.filter((text) => text === '' || text.includes('something went wrong'))).toEqual([]);
  },
);
