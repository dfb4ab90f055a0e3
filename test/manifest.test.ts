import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';

const root = path.resolve(__dirname, '..');
const script = path.join(root, 'scripts/app-package.mjs');
const settings = {
  MICROSOFT_APP_ID: '22222222-2222-4222-8222-222222222222',
  ORGANISATION: 'Anywhere "City" Council',
  WEBSITE_URL: 'https://council.example',
  PRIVACY_URL: 'https://council.example/privacy',
  TERMS_URL: 'https://council.example/terms',
  BOT_DOMAIN: 'whereabouts.council.example',
};

/** What stands in an archive of stored files, by name. */
function unpack(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)];
    const data = at + 30 + nameLength;
    files.set(zip.toString('utf8', at + 30, data), zip.subarray(data, data + size));
    at = data + size;
  }
  return files;
}

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the app package', () => {
  let files: Map<string, Buffer>;
  let manifest: TeamsManifest;

  beforeAll(() => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-package-'));
    try {
      const zip = path.join(folder, 'whereabouts.zip');
      execFileSync(process.execPath, [script, zip], { env: { ...process.env, ...settings } });
      files = unpack(readFileSync(zip));
    } finally {
      rmSync(folder, { recursive: true });
    }
    manifest = JSON.parse(files.get('manifest.json')!.toString()) as TeamsManifest;
  });

  it('holds the manifest and the two icons and nothing else', () => {
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
  });

  it('has a manifest that Teams accepts', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
  });

  it('has no blank left to fill in', () => {
    expect(JSON.stringify(manifest)).not.toContain('${{');
    expect(manifest).toMatchObject({ developer: { name: settings.ORGANISATION }, validDomains: [settings.BOT_DOMAIN] });
  });

  it('has icons of the sizes that Teams asks for, the outline one with transparency', () => {
    const [color, outline] = [files.get('color.png')!, files.get('outline.png')!];
    expect(sizeOf(color)).toEqual([192, 192]);
    expect(sizeOf(outline)).toEqual([32, 32]);
    const TRUECOLOUR_WITH_ALPHA = 6;
    expect(outline[25]).toBe(TRUECOLOUR_WITH_ALPHA);
  });

  it('offers in the compose box what the bot answers there', () => {
    expect(manifest).toMatchObject({
      composeExtensions: [
        {
          botId: settings.MICROSOFT_APP_ID,
          commands: [
            { id: 'find', type: 'query', initialRun: true, parameters: [{ name: 'text' }] },
            { id: 'refer', type: 'action', fetchTask: true },
          ],
        },
      ],
    });
  });

  it('has the version of the product', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(manifest).toMatchObject({ version });
  });

  it('is not written while a setting is missing, and says which', () => {
    const { status, stderr } = spawnSync(process.execPath, [script], {
      env: { ...process.env, ...settings, BOT_DOMAIN: '' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('BOT_DOMAIN');
  });
});
