import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';

/** Whom the server runs as; empty for an ordinary user, who runs it as himself. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, as which containers often run us: then as `postgres`, else as `nobody`. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user here; the next one.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root and there is no user "postgres" or "nobody" to run it as.',
  );
}

/** Whether the user may walk down to `target`, which need not exist yet. */
export async function canReach(target: string, user: ServerUser): Promise<boolean> {
  if (user.uid === undefined) return true;
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found) {
      const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) return false;
    }
    if (folder === path.dirname(folder)) return true;
  }
}
