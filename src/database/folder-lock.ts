import lockfile from 'proper-lockfile';
import { Explained } from '../explained';

/** Another process works in this data folder. */
export class DatabaseInUse extends Explained {
  constructor(readonly folder: string) {
    super(
      `The data folder ${folder} is in use by another process. Stop that one first, choose another folder with ` +
        'DATA_DIR, or use a PostgreSQL server with DATABASE_URL, which several processes can share.',
    );
    this.name = 'DatabaseInUse';
  }
}

/**
 * The embedded database lets two processes open one folder and then loses rows, so we keep the second one out.
 * A process that was killed leaves its lock behind; it counts as stale after 5 s, and we wait a little longer than
 * that before we say that the folder is in use.
 */
export async function lockFolder(folder: string, secondsToWait = 8): Promise<() => Promise<void>> {
  const everySecond = { retries: secondsToWait, minTimeout: 1000, maxTimeout: 1000 };
  try {
    return await lockfile.lock(folder, { stale: 5000, retries: everySecond });
  } catch (error) {
    throw (error as { code?: string }).code === 'ELOCKED' ? new DatabaseInUse(folder) : error;
  }
}
