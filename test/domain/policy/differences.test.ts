import { differences } from '../../../src/domain/policy/differences';
import { loadPolicy, policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { byId, changed, type Loose } from '../../builders/policies';

const said = (change: Parameters<typeof changed>[0]) =>
  differences(policyPack('liverpool'), loadPolicy(changed(change))).map(({ path, says }) => `${path}: ${says}`);

test('two packs are compared by path, members of a list by their id', () => {
  expect(said((pack) => (byId(pack['checklist'], 'E01')['dueDay'] = 7))).toEqual(['checklist[E01].dueDay: 7, not 6']);
  expect(said((pack) => (pack['alertTime'] = '09:00'))).toEqual(['alertTime: 09:00, not 08:30']);
  expect(said((pack) => pack['outcomes'].push({ id: 'new', label: 'Something new', tells: false }))).toEqual([
    'outcomes[new]: New: Something new',
  ]);
  const one = (pack: Loose) => pack['alerts'].indexOf(byId(pack['alerts'], 'tier-open'));
  expect(said((pack) => pack['alerts'].splice(one(pack), 1))).toEqual([
    expect.stringMatching(/^alerts\[tier-open\]: Gone: /),
  ]);
});

test.each(policyPackIds())('%s says the same as itself', (id) => {
  expect(differences(policyPack(id), policyPack(id))).toEqual([]);
});
