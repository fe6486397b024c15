import 'server-only';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { outboxFile, readOutbox } from '../outbox.ts';
import { siblingFolders } from '../outbox-folder.ts';

const MAX_AGE_MS = 60_000;

/** The processes below `root` whose outbox has held settlements unchanged for a minute. */
export function stuckOutboxes(root: string, nowMs: number): string[] {
  return siblingFolders(join(root, '-'))
    .filter((folder) => readOutbox(folder).length > 0 && ageOf(folder, nowMs) > MAX_AGE_MS)
    .map((folder) => basename(folder));
}

/** Zero when the file was just removed. */
const ageOf = (folder: string, nowMs: number): number =>
  nowMs - (statSync(outboxFile(folder), { throwIfNoEntry: false })?.mtimeMs ?? nowMs);
