import { fresh } from '../contract/cases';
import { openDatabase } from '../../src/database/open-database';
import { openJobs } from '../../src/jobs/jobs';
import { botPlace, embeddedPlace, onServer, postgresPlace } from '../support/databases';
import { runCli } from './run-cli';

describe('database roles', () => {
  it('makes the role that the bot connects as, with its rights and without a password, and can be repeated', async () => {
    const { place, remove } = await postgresPlace();
    const role = fresh('bot');
    const first = await runCli(place, 'database', 'roles', '--app', role);
    expect(first).toMatchObject({ code: 0, warned: '' });
    expect(first.said).toContain(`${role} may now do what the bot does, and nothing else.`);
    expect(first.said).toContain(`In psql: \\password ${role}`);
    const again = await runCli(place, 'database', 'roles', '--app', role);
    expect(again).toMatchObject({ code: 0, warned: '' });
    expect(again.said).not.toContain('password');

    await onServer(`alter role "${role}" password 'bot'`);
    const url = new URL((place as { readonly url: string }).url);
    [url.username, url.password] = [role, 'bot'];
    const bot = await openDatabase({ url: url.href });
    expect(bot).toMatchObject({ role, ownsSchema: false });
    await (await openJobs(bot, () => {})).stop();
    await bot.close();
    await remove();
    await onServer(`drop role "${role}"`);
  });

  it('is for the owner, and the other commands work with the rights of the bot', async () => {
    const { place, role, remove } = await botPlace();
    const { code, warned } = await runCli(place, 'database', 'roles', '--app', role);
    expect(code).toBe(1);
    expect(warned).toContain('Only the owner of the database can give rights.');
    expect(await runCli(place, 'import', 'authority', 'src/demo/data/authority.json')).toMatchObject({ code: 0 });
    expect(await runCli(place, 'audit', 'verify')).toMatchObject({ code: 0, warned: '' });
    await remove();
  });

  it('says of the owner’s own name, and of the embedded database, that it is not for them', async () => {
    const server = await postgresPlace();
    const owner = new URL((server.place as { readonly url: string }).url).username;
    const own = await runCli(server.place, 'database', 'roles', '--app', owner);
    expect(own.code).toBe(1);
    expect(own.warned).toContain(`${owner} owns the tables`);
    await server.remove();
    const embedded = await embeddedPlace();
    const { code, warned } = await runCli(embedded.place, 'database', 'roles', '--app', 'bot');
    expect(code).toBe(1);
    expect(warned).toContain('The embedded database has no roles');
    await embedded.remove();
  });

  it.each([[[]], [['--app']], [['--app', '']], [['bot']], [['--app', 'b'.repeat(64)]]])(
    'takes a name: %j is not understood',
    async (args) => {
      expect(await runCli({ folder: '/dev/null/nowhere' }, 'database', 'roles', ...args)).toMatchObject({ code: 2 });
    },
  );
});
