import { createRegister } from '../../src/panel/create-register';
import { WHOLE_REGISTER } from '../../src/domain/register/order';
import { registerPdf } from '../../src/records/handouts/register-pdf';
import { aWorld } from '../casework/world';
import { readPdf } from '../support/read-pdf';

test('a register of many pages has its heads on each of them, and once for whoever listens', async () => {
  const { deps, people, report } = await aWorld();
  await report();
  const look = { ...WHOLE_REGISTER, on: null };
  const page = await createRegister(deps).look(people.officer, look, 0, 10);
  const rows = Array.from({ length: 20 }, (_, n) => ({
    ...page.rows[0]!,
    reference: `WB-AA${String(n).padStart(2, '0')}-22`,
  }));
  const bytes = await registerPdf({ ...page, rows, total: 20 }, look, new Date('2026-05-05T09:00:00Z'));
  const { pages, elements } = readPdf(bytes);
  expect(pages.length).toBeGreaterThan(2);
  for (const text of pages) expect(text).toContain('Why, and stage');
  expect(elements.filter(({ role, text }) => role === 'TH' && text === 'Why, and stage')).toHaveLength(1);
  expect(elements.filter(({ role, text }) => role === 'TD' && /^WB-AA\d\d-22/.test(text))).toHaveLength(20);
});

test('one day and one week are said as one', async () => {
  const { deps, people, report } = await aWorld();
  await report();
  const look = { ...WHOLE_REGISTER, on: null };
  const page = await createRegister(deps).look(people.officer, look, 0, 10);
  const out = { ...page.rows[0]!.out!, schoolDays: 1, weeks: 1 };
  const bytes = await registerPdf(
    { ...page, rows: [{ ...page.rows[0]!, out }] },
    look,
    new Date('2026-05-05T09:00:00Z'),
  );
  expect(readPdf(bytes).pages.join(' ').replace(/\s+/g, ' ')).toContain('1 school day, 1 week');
});
