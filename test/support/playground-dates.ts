import type { Locator, Page } from 'playwright-core';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * The Playground's date input takes no typing: its calendar is opened and gone through. `date`: YYYY-MM-DD. By keyboard,
 * because a calendar that opens while the page still moves can lie half outside the window, where no mouse reaches it.
 */
export async function pickDate(page: Page, input: Locator, date: string): Promise<void> {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const monthName = MONTHS[month - 1]!;
  await input.click();
  const calendar = page.getByRole('dialog', { name: 'Calendar' });
  // The header of the days (`November 2026`) opens the months of the year, with arrows for the years.
  await calendar.getByRole('button', { name: /^[A-Z][a-z]+ \d{4}$/ }).press('Enter');
  await turnToYear(calendar, year);
  await calendar.getByRole('gridcell', { name: new RegExp(`^${monthName.slice(0, 3)}`) }).press('Enter');
  await calendar.getByRole('button', { name: `${day}, ${monthName}, ${year}`, exact: true }).press('Enter');
  await calendar.waitFor({ state: 'hidden' });
}

/** The two arrows beside the year have no name: the first goes back, the second forth. */
async function turnToYear(calendar: Locator, year: number): Promise<void> {
  const header = calendar.getByRole('button', { name: /^\d{4}$/ });
  const arrows = calendar.locator('button[aria-disabled]');
  for (;;) {
    const shown = Number(await header.innerText());
    if (shown === year) return;
    await arrows.nth(shown > year ? 0 : 1).press('Enter');
  }
}
