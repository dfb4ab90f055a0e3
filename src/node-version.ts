import { Explained } from './explained';

/** On which the tests run. Before 22 parts of the language are missing with which alerts are raised. */
const OLDEST = 24;

/** Throws `Explained`: a bot that starts and then raises no alert is worse than one that does not start. */
export function refuseOldNode(version = process.versions.node): void {
  if (Number(version.split('.')[0]) >= OLDEST) return;
  throw new Explained(
    `Whereabouts runs on Node ${OLDEST} or newer, and this is Node ${version}. Install it, or start with “npm run serve”, which brings its own.`,
  );
}
