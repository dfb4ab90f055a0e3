import { lockedPackages, manifestOf, readJson } from './packages';

const { dependencies, devDependencies, overrides } = readJson('package.json');
const named: [string, string][] = Object.entries<string>({ ...dependencies, ...devDependencies });
const EXACT = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

describe('what is installed', () => {
  test('is named by exact versions', () => {
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(([, version]) => !EXACT.test(version))).toEqual([]);
  });

  test('is in the lock file as package.json has it', () => {
    const [here] = [readJson('package-lock.json').packages['']];
    expect(here.dependencies).toEqual(dependencies);
    expect(here.devDependencies).toEqual(devDependencies);
    const locked = new Map(lockedPackages.map(({ at, version }) => [at, version]));
    expect(named.filter(([name, version]) => locked.get(`node_modules/${name}`) !== version)).toEqual([]);
  });

  test('is held to by a hash, and comes from no address of its own', () => {
    expect(lockedPackages.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
    expect(lockedPackages.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  test('is what lies in node_modules', () => {
    const here = lockedPackages.flatMap((one) => {
      const manifest = manifestOf(one);
      return manifest ? [{ at: one.at, locked: one.version, found: manifest.version }] : [];
    });
    expect(here.length).toBeGreaterThan(400);
    expect(here.filter(({ locked, found }) => locked !== found)).toEqual([]);
  });

  test('overrides what others ask for with an exact version, which is the one that is locked', () => {
    const own = ([, version]: [string, string]) => (version.startsWith('$') ? dependencies[version.slice(1)] : version);
    const overridden = Object.entries<string>(overrides).map((one) => [one[0], own(one)]);
    expect(overridden.length).toBeGreaterThan(0);
    expect(overridden.filter(([, version]) => !EXACT.test(version ?? ''))).toEqual([]);
    const others = lockedPackages.filter((one) => {
      const asked = overridden.find(([name]) => name === one.name);
      return asked !== undefined && asked[1] !== one.version;
    });
    expect(others.map(({ at, version }) => [at, version])).toEqual([]);
  });

  test('overrides what others ask for by name alone', () => {
    expect(Object.keys(overrides).filter((name) => !lockedPackages.some((one) => one.name === name))).toEqual([]);
  });
});
