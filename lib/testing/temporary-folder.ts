import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Moves the temporary files of this process and its children into one folder, which is removed when this process ends. The
 * folder is readable by the user that PostgreSQL runs as under root.
 * @returns the folder
 */
export function moveTemporaryFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-run-'));
  chmodSync(folder, 0o755);
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
