import { devDependencies } from '../package.json';

test("runs on the project's own Node", () => {
  expect(process.version).toBe(`v${devDependencies.node}`);
});
