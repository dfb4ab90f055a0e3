import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import dark from './teams-dark.json';
import light from './teams-light.json';

export interface Look {
  readonly name: 'light' | 'dark' | 'phone';
  readonly width: number;
  readonly hostConfig: object;
}

/** A dialog and a chat on a desktop, and the narrowest telephone in use. */
export const LOOKS: readonly Look[] = [
  { name: 'light', width: 600, hostConfig: light },
  { name: 'dark', width: 600, hostConfig: dark },
  { name: 'phone', width: 360, hostConfig: light },
];

const RENDERER = require.resolve('adaptivecards/dist/adaptivecards.min.js');

/** Inputs and buttons roughly as Teams draws them; the renderer leaves them to its host. */
const STYLE = (ink: string, ground: string, line: string, accent: string) => `
  body { margin: 0; padding: 12px; background: ${ground === '#FFFFFF' ? '#F0F0F0' : '#141414'}; font: 14px 'Segoe UI', 'Open Sans', 'DejaVu Sans', sans-serif; }
  #card { background: ${ground}; color: ${ink}; border-radius: 8px; overflow: hidden; border: 1px solid ${line}; }
  .ac-input { box-sizing: border-box; font: inherit; color: ${ink}; background: ${ground}; }
  input.ac-input, textarea.ac-input, select.ac-input { border: 1px solid ${line}; border-bottom-color: #8a8a8a; border-radius: 4px; padding: 6px 10px; min-height: 32px; width: 100%; color-scheme: ${ground === '#FFFFFF' ? 'light' : 'dark'}; }
  textarea.ac-input { min-height: 64px; resize: none; }
  .ac-pushButton { font: 600 14px 'Segoe UI', 'Open Sans', 'DejaVu Sans', sans-serif; padding: 5px 12px; border: 1px solid ${line}; border-radius: 4px; background: ${ground}; color: ${ink}; }
  .ac-pushButton.style-positive { background: ${accent}; border-color: ${accent}; color: #fff; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  p { margin: 0; }`;

/** A page that draws one card after the other, as Teams would. */
export async function cardPage(browser: Browser, look: Look): Promise<Page> {
  const page = await browser.newPage({
    locale: 'en-GB',
    viewport: { width: look.width, height: 900 },
    deviceScaleFactor: Number(process.env.GALLERY_SCALE ?? 2),
  });
  const isDark = look.name === 'dark';
  const style = isDark
    ? STYLE('#FFFFFF', '#292929', '#666666', '#4F52B2')
    : STYLE('#242424', '#FFFFFF', '#D1D1D1', '#5B5FC7');
  await page.setContent(`<!doctype html><html lang="en-GB"><style>${style}</style><div id="card"></div></html>`);
  await page.addScriptTag({ content: readFileSync(RENDERER, 'utf8') });
  await page.evaluate(PREPARE, look.hostConfig);
  return page;
}

/** What the renderer found wrong with the card, and what does not fit into the width. */
export async function draw(page: Page, card: object): Promise<string[]> {
  const wrong = await page.evaluate(DRAW, card);
  // The renderer tests `lang` with one global expression and so refuses every second card in a row.
  // Charts are Teams' own: it draws the table that stands in for one.
  const isChart = /^Unknown element type "Chart\.\w+"\. Fallback/;
  return wrong.filter((fault) => !fault.includes('"lang"') && !isChart.test(fault));
}

/** In the browser. The renderer leaves Markdown to its host; bold text and backslashes are all that our cards use. */
const PREPARE = (hostConfig: object): void => {
  const { AdaptiveCards } = globalThis as any;
  const safe = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text: string, result: any) => {
    const kept: string[] = [];
    const hidden = text.replace(/\\([\\`*_[\]<~\-+=#>])/g, (_, sign: string) => `\ue001${kept.push(sign) - 1}\ue002`);
    const bold = safe(hidden).replace(/\*\*(.+?)\*\*/g, '<b>$1</b>');
    result.outputHtml = `<p>${bold.replace(/\ue001(\d+)\ue002/g, (_, n: string) => safe(kept[Number(n)]!))}</p>`;
    result.didProcess = true;
  };
  (globalThis as any).hostConfig = new AdaptiveCards.HostConfig(hostConfig);
};

const DRAW = (json: object): string[] => {
  const { AdaptiveCards, hostConfig, document } = globalThis as any;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse(json, context);
  const wrong: string[] = [];
  for (let index = 0; index < context.eventCount; index += 1) wrong.push(context.getEventAt(index).message);
  for (const event of card.validateProperties().validationEvents) wrong.push(event.message);
  const place = document.getElementById('card');
  place.replaceChildren(card.render());
  // A browser shows dates in its own language; Teams shows them in the person's.
  for (const input of place.querySelectorAll('input[type=date], input[type=time]')) {
    const { type, value } = input;
    input.type = 'text';
    input.value = type === 'date' ? value.split('-').reverse().join('/') : value;
    input.placeholder = type === 'date' ? 'dd/mm/yyyy' : 'hh:mm';
  }
  const limit = document.documentElement.clientWidth;
  for (const element of place.querySelectorAll('*')) {
    const { right, width } = element.getBoundingClientRect();
    if (width > 0 && right > limit + 1) wrong.push(`too wide: ${element.textContent?.slice(0, 40) ?? ''}`);
  }
  // A row of buttons hides what does not fit into it, as Teams does, so nothing of it reaches the edge of the window.
  for (const button of place.querySelectorAll('.ac-pushButton')) {
    const row = button.closest('.ac-actionSet') ?? place;
    if (button.getBoundingClientRect().right > row.getBoundingClientRect().right + 1)
      wrong.push(`a button that is cut off: ${button.textContent}`);
  }
  for (const input of place.querySelectorAll('input, textarea, select')) {
    const named = input.getAttribute('aria-labelledby') ?? input.getAttribute('aria-label');
    if (!named) wrong.push(`an input without a name: ${input.id}`);
  }
  return wrong;
};
