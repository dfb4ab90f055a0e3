import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { pickDate } from './playground-dates';

/** What to do with one input of a card, by its label. */
export type Answers = Readonly<Record<string, string>>;

const PERSONAL = 'Personal Chat';
const PATIENCE_MS = 25_000;
const HEIGHT = 1000;

/** One person in front of the Playground. Every method waits until what it needs is seen, never for a time. */
export class PlaygroundPerson {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly address: string,
  ) {}

  static async sitDown(browser: Browser, address: string): Promise<PlaygroundPerson> {
    const context = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, locale: 'en-GB' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    const person = new PlaygroundPerson(context, page, address);
    await person.openPersonalChat();
    return person;
  }

  /** Closes the tab and opens it again: what was said before is no longer shown. */
  async comeBack(): Promise<void> {
    await this.page.goto(this.address, { waitUntil: 'domcontentloaded' });
    await this.openPersonalChat();
  }

  openPersonalChat(): Promise<void> {
    return this.open(PERSONAL);
  }

  openChannel(team: string, channel: string): Promise<void> {
    return this.open(`${team} - ${channel}`);
  }

  private async open(conversation: string): Promise<void> {
    await this.page.getByRole('treeitem', { name: conversation, exact: true }).click();
    await this.composer.waitFor();
  }

  private get composer(): Locator {
    return this.page.locator('div[role="textbox"][contenteditable="true"][data-lexical-editor="true"]').first();
  }

  /** In the personal chat. */
  async say(text: string): Promise<void> {
    await this.composer.click();
    await this.page.keyboard.type(text);
    await this.page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** A new post in the channel that is open, with the bot mentioned: without the mention it would not hear it. */
  async post(bot: string, text: string): Promise<void> {
    await this.composer.click();
    await this.page.keyboard.type(`@${bot.slice(0, 4)}`);
    await this.page.locator('#typeahead-menu').getByRole('menuitem', { name: bot }).first().click();
    await this.page.keyboard.type(` ${text}`);
    await this.page.getByRole('button', { name: 'Post', exact: true }).click();
  }

  get cards(): Locator {
    return this.page.locator('.ac-adaptiveCard');
  }

  /** The newest card that says this, in these very letters, once there is one. */
  async card(saying: string): Promise<PlaygroundCard> {
    const found = this.cards.filter({ hasText: inTheseLetters(saying) }).last();
    await found.waitFor();
    return new PlaygroundCard(this.page, found);
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).last().waitFor();
  }

  /** All that can be read on the screen: the conversation that is open, and the Playground's own log beside it. */
  everything(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  /** The chats and the conversation, without the Playground's log. */
  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, clip: { x: 68, y: 48, width: 882, height: HEIGHT - 48 } });
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

/** Playwright takes text loosely, without regard to capitals; a pattern it takes as it stands. */
const inTheseLetters = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** One card in a conversation. It is found anew at each step by what it says, since an answer may replace it. */
export class PlaygroundCard {
  constructor(
    private readonly page: Page,
    private readonly card: Locator,
  ) {}

  text(): Promise<string> {
    return this.card.innerText();
  }

  async press(button: string): Promise<void> {
    await this.card.getByRole('button', { name: button, exact: true }).first().click();
  }

  /** The first button after these words: the one in their row. */
  async pressBeside(words: string): Promise<void> {
    const row = this.card.getByText(words, { exact: true }).first();
    await row.locator('xpath=following::button[1]').click();
  }

  async offers(button: string): Promise<boolean> {
    return (await this.card.getByRole('button', { name: button, exact: true }).count()) > 0;
  }

  /** What stands in an input. */
  value(label: string): Promise<string> {
    return this.card.getByLabel(label).first().inputValue();
  }

  async fill(answers: Answers): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) await this.write(label, answer);
  }

  async tick(option: string): Promise<void> {
    await this.card.getByRole('checkbox', { name: option }).check();
  }

  private async write(label: string, answer: string): Promise<void> {
    const radio = this.card.getByRole('radiogroup', { name: label });
    if (await radio.count()) return radio.getByRole('radio', { name: answer, exact: true }).check();
    const input = this.card.getByLabel(label).first();
    const kind = await input.evaluate((element) => element.parentElement?.className ?? '');
    if (/DatePicker/.test(kind)) return pickDate(this.page, input, answer);
    if (/TimePicker/.test(kind)) return this.typeTime(input, answer);
    if (/Combobox/.test(kind)) return this.choose(input, answer);
    return input.fill(answer);
  }

  /** The list opens below its input, and a person scrolls there first to see it. */
  private async choose(input: Locator, answer: string): Promise<void> {
    await input.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await input.click();
    await this.page.getByRole('option', { name: answer }).first().click();
  }

  /** What was typed counts when the input is left; Enter would open the list of times. */
  private async typeTime(input: Locator, answer: string): Promise<void> {
    await input.fill(answer);
    await input.press('Tab');
  }
}
