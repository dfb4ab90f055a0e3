import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createRenderer } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import type { Sample } from '../cards/sample';
import { samplesToDraw } from '../cards/samples';
import { FULL, HOSTILE } from '../cards/words';
import { launchBrowser } from '../support/browser';
import { cardPage, draw, LOOKS } from '../support/draw-cards';

/**
 * `GALLERY=folder npx jest test/browser/cards` writes a picture of every card. Those in docs/images have GALLERY_SCALE=1:
 * page-report-triage is report.png, page-urgent-told urgent.png, case-day-6 case.png and alert-day-6 alert.png.
 */
const { GALLERY } = process.env;

describe('every card, drawn by the Adaptive Cards renderer in Chromium', () => {
  const render = createRenderer(loadTemplates(), 'dialog');
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  describe.each(LOOKS.map((look) => [look.name, look] as const))('%s', (name, look) => {
    let page: Page;
    beforeAll(async () => {
      page = await cardPage(browser, look);
    });
    afterAll(() => page.close());

    // What is too long or too strange shows on the narrowest screen.
    const words =
      name === 'phone'
        ? ([
            ['full', FULL],
            ['hostile', HOSTILE],
          ] as const)
        : ([['full', FULL]] as const);
    test.each(words)(
      '%s words fit, and nothing is refused',
      async (kind, typed) => {
        const wrong: string[] = [];
        for (const sample of await samplesToDraw(typed)) {
          const found = await draw(page, render(sample.card, hostOf(sample)));
          wrong.push(...found.map((fault) => `${sample.name}: ${fault}`));
          if (GALLERY) await picture(page, path.join(GALLERY, kind, `${sample.name}.${name}.png`));
        }
        expect(wrong).toEqual([]);
      },
      240_000,
    );
  });
});

/** Pages stand in a dialog, everything else in the chat. */
const hostOf = ({ name }: Sample) => (name.startsWith('page-') ? 'dialog' : 'chat');

async function picture(page: Page, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await page.locator('body').screenshot({ path: file });
}
