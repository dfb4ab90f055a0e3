import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CardFault, createRenderer, MOST_BYTES } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import type { Refresh } from '../../src/teams/turn';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cards-'));
  write('plain', { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: '${says}' }] });
  write('buttons', {
    type: 'AdaptiveCard',
    body: [{ type: 'Container', selectAction: execute({ verb: 'look', case: '${says}' }), items: [] }],
    actions: [
      execute({ verb: 'page', page: 'visit', args: { draft: '1' } }),
      execute({ verb: 'page', page: 'visit', args: { draft: '1' }, step: 'next' }),
      execute({ verb: 'acknowledge', delivery: 'd1' }),
    ],
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, card: object) => writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(card));
const execute = (data: object) => ({ type: 'Action.Execute', title: 'Press', style: 'positive', data });
const render = (
  template: string,
  model: object,
  host: 'chat' | 'dialog' = 'chat',
  pages: 'chat' | 'dialog' = 'dialog',
  refresh?: Refresh,
) => {
  const card = { template, model, summary: '', ...(refresh && { refresh }) };
  return createRenderer(loadTemplates(folder), pages)(card, host) as Record<string, any>;
};

describe('a card', () => {
  test('shows what people typed as they typed it, also where it looks like a template', () => {
    const says = '${1+1} ${says} ${$root.x} "quoted" \\ ${';
    expect(render('plain', { says })['body'][0].text).toBe(says);
  });

  test('that is not filled altogether is a fault', () => {
    expect(() => render('plain', {})).toThrow(CardFault);
    expect(() => render('plain', {})).toThrow(expect.objectContaining({ code: 'unfilled' }));
  });

  test('over the size that every client takes is a fault, counted in bytes and with its buttons', () => {
    const almost = 'é'.repeat(MOST_BYTES / 2 - 100);
    expect(() => render('plain', { says: almost })).not.toThrow();
    expect(() => render('plain', { says: almost + 'é'.repeat(100) })).toThrow(
      expect.objectContaining({ code: 'too-big' }),
    );
  });

  test('that there is not is a fault', () => {
    expect(() => render('nowhere', {})).toThrow(expect.objectContaining({ code: 'no-template' }));
  });

  test('that is no JSON stops the start and names its file', () => {
    writeFileSync(path.join(folder, 'broken.json'), '{');
    expect(() => loadTemplates(folder)).toThrow(/broken\.json/);
    rmSync(path.join(folder, 'broken.json'));
  });
});

describe('a button', () => {
  const model = { says: 'x' };

  test('in the chat is Action.Execute with its verb, and the same for clients from before it', () => {
    const [, next, acknowledge] = render('buttons', model)['actions'];
    const data = { verb: 'acknowledge', delivery: 'd1' };
    const shared = { title: 'Press', style: 'positive', data };
    expect(acknowledge).toEqual({
      ...{ type: 'Action.Execute', verb: 'acknowledge', ...shared },
      fallback: { type: 'Action.Submit', ...shared },
    });
    expect(next).toMatchObject({ type: 'Action.Execute', verb: 'page' });
  });

  test('that opens a page asks Teams for a dialog, or shows the page in place where there are no dialogs', () => {
    const data = { verb: 'page', page: 'visit', args: { draft: '1' } };
    const inDialog = { type: 'Action.Submit', title: 'Press', style: 'positive' };
    const msteams = { type: 'task/fetch' };
    expect(render('buttons', model)['actions'][0]).toEqual({ ...inDialog, data: { ...data, msteams } });
    expect(render('buttons', model, 'chat', 'chat')['actions'][0]).toMatchObject({ type: 'Action.Execute', data });
  });

  test('in a dialog is Action.Submit, the only one that works there', () => {
    const card = render('buttons', model, 'dialog');
    expect(JSON.stringify(card)).not.toMatch(/Action\.Execute|fallback|msteams|refresh/);
    expect(card['actions'][2]).toMatchObject({ type: 'Action.Submit', data: { verb: 'acknowledge', delivery: 'd1' } });
  });

  test('is found wherever it stands', () => {
    const card = render('buttons', model);
    expect(card['body'][0].selectAction).toMatchObject({ verb: 'look', fallback: { type: 'Action.Submit' } });
  });
});

describe('somebody’s own view', () => {
  const refresh: Refresh = { verb: 'look', ids: { meeting: '2026-05-07' }, userIds: ['29:one', '29:two'] };
  const draws = (host: 'chat' | 'dialog', pages: 'chat' | 'dialog') =>
    render('plain', { says: 'x' }, host, pages, refresh)['refresh'];

  test('is asked for by the people whom it is for, with a button that no older client is given', () => {
    expect(draws('chat', 'dialog')).toEqual({
      action: {
        ...{ type: 'Action.Execute', title: 'Refresh', verb: 'look' },
        data: { verb: 'look', meeting: '2026-05-07' },
      },
      userIds: ['29:one', '29:two'],
    });
  });

  test('is asked for neither in a dialog nor where none open', () => {
    expect([draws('dialog', 'dialog'), draws('chat', 'chat')]).toEqual([undefined, undefined]);
  });
});
