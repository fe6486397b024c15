import 'server-only';
import { readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { claimFolder } from './outbox-folder.ts';
import { decodeRecords, encodeRecord } from './outbox-record.ts';
import type { Settlement } from './settlement.ts';

/** Settlements that the database could not accept, stored on this machine's disk until it can. */
export interface Outbox {
  /** Resolves once the record would survive a power cut; rejects only when it is certainly not stored. */
  append(settlement: Settlement): Promise<void>;
  pending(): readonly Settlement[];
  /** Removes settlements that are booked. When none is left, the file is emptied. */
  remove(requestIds: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

export const outboxFile = (directory: string): string => join(directory, 'settlements.jsonl');

/** Reads the settlements of any process's outbox on disk. */
export function readOutbox(directory: string): Settlement[] {
  try {
    return decodeRecords(readFileSync(outboxFile(directory), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Deletes the outbox of a dead process, once all its records are settled. */
export const discardOutbox = (directory: string): void => rmSync(outboxFile(directory), { force: true });

/**
 * Opens its file at the first append, so that no file is created while the database works, and again at the next append
 * after the file was removed, because an unlinked file is lost when the process ends.
 */
export function createOutbox(directory: string): Outbox {
  const pending = new Map<string, Settlement>();
  let file: Promise<FileHandle> | undefined;
  let size = 0; // bytes of complete records; later bytes are overwritten
  let last: Promise<void> = Promise.resolve();

  /** Serialises writes in the order of the calls. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }

  async function opened(): Promise<FileHandle> {
    if (file && !(await isInPlace(await file, directory))) await leave();
    file ??= openDurably(directory).catch((error) => {
      file = undefined;
      throw error;
    });
    return file;
  }

  async function leave(): Promise<void> {
    const closing = file;
    file = undefined;
    size = 0;
    await (await closing)?.close();
  }

  async function write(settlement: Settlement): Promise<void> {
    const handle = await opened();
    // A new file lacks the earlier pending records.
    const missing = size === 0 ? [...pending.values(), settlement] : [settlement];
    const bytes = Buffer.from(missing.map(encodeRecord).join(''));
    try {
      await writeWhole(handle, bytes, size);
      await handle.datasync();
    } catch (error) {
      await handle.truncate(size); // a partly written record must never be read
      throw error;
    }
    size += bytes.length;
    pending.set(settlement.requestId, settlement);
  }

  async function emptyFile(): Promise<void> {
    if (!file || size === 0 || pending.size > 0) return;
    const handle = await file;
    await handle.truncate(0);
    await handle.datasync();
    size = 0;
  }

  return {
    append: (settlement) => inTurn(() => write(settlement)),
    pending: () => [...pending.values()],
    remove(requestIds) {
      for (const id of requestIds) pending.delete(id);
      return inTurn(emptyFile);
    },
    close: () => inTurn(leave),
  };
}

async function openDurably(directory: string): Promise<FileHandle> {
  claimFolder(directory);
  const file = await open(outboxFile(directory), 'r+').catch(() => open(outboxFile(directory), 'w+'));
  const folder = await open(directory, 'r');
  await folder.sync().finally(() => folder.close()); // makes the file's name durable
  return file;
}

/** Whether the path still refers to the open file: it or a folder above it may have been deleted or moved. */
async function isInPlace(file: FileHandle, directory: string): Promise<boolean> {
  const [ours, there] = await Promise.all([file.stat(), stat(outboxFile(directory)).catch(() => null)]);
  return there?.ino === ours.ino && there.dev === ours.dev;
}

async function writeWhole(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
