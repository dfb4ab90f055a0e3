import { readAction } from '../../src/teams/action';

test('of the inputs beside a button what no card of ours could have is left out', () => {
  const data = JSON.parse(
    `{"verb":"page","note":"a word","count":3,"tick":true,"${'x'.repeat(201)}":"a","__proto__":"b","list":["c"],"none":null}`,
  ) as unknown;
  expect(readAction(data)!.typed).toEqual({ note: 'a word', count: '3', tick: 'true' });
});
