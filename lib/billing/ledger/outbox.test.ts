import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { stuckOutboxes } from './invariants/outboxes.ts';
import { createOutbox, readOutbox } from './outbox.ts';
import { decodeRecords, encodeRecord } from './outbox-record.ts';
import { Requests } from './testing/requests.ts';

const payer = new Requests('acct_1', 'key_1');
const settlement = (id: string) => payer.settlement(id, 2n ** 60n, { inputTokens: 5, metadata: { text: 'a\nb' } });

const folders: string[] = [];
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-outbox-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

it('returns exactly the appended settlements, with the last record torn at any point', () => {
  const whole = encodeRecord(settlement('req_1'));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), (length) => {
      expect(decodeRecords(whole + encodeRecord(settlement('req_2')).slice(0, length))).toEqual([settlement('req_1')]);
    }),
  );
  expect(decodeRecords(whole + encodeRecord(settlement('req_2')))).toEqual(['req_1', 'req_2'].map(settlement));
});

it('has records on disk once confirmed, and an empty file when all are settled', async () => {
  const folder = makeFolder();
  const outbox = createOutbox(folder);
  await Promise.all(['req_1', 'req_2', 'req_3'].map((id) => outbox.append(settlement(id))));
  expect(readOutbox(folder)).toEqual(['req_1', 'req_2', 'req_3'].map(settlement));
  await outbox.remove(['req_1', 'req_3']);
  expect(outbox.pending()).toEqual([settlement('req_2')]);
  await outbox.remove(['req_2']);
  expect(readFileSync(join(folder, 'settlements.jsonl'), 'utf8')).toBe('');
  await outbox.append(settlement('req_4'));
  expect(readOutbox(folder)).toEqual([settlement('req_4')]);
  await outbox.close();
});

it.each([
  ['file', (root: string) => rmSync(join(root, 'proc_1/settlements.jsonl'))],
  ['folder', (root: string) => rmSync(join(root, 'proc_1'), { recursive: true })],
  ['folder, which was moved away,', (root: string) => renameSync(join(root, 'proc_1'), join(root, 'moved'))],
])('has records on disk again, and says whose they are, after somebody removed its %s', async (_what, lose) => {
  const root = makeFolder();
  const folder = join(root, 'proc_1');
  const outbox = createOutbox(folder);
  for (const id of ['req_1', 'req_2']) await outbox.append(settlement(id));
  await outbox.remove(['req_1']);
  lose(root);
  for (const id of ['req_3', 'req_4']) await outbox.append(settlement(id));
  expect(readOutbox(folder)).toEqual(['req_2', 'req_3', 'req_4'].map(settlement));
  expect(JSON.parse(readFileSync(join(folder, 'process.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  await outbox.remove(['req_2', 'req_3', 'req_4']);
  expect(readOutbox(folder)).toEqual([]);
  await outbox.close();
});

it('keeps confirmed settlements in memory while its folder cannot be recreated, and writes them afterwards', async () => {
  const root = makeFolder();
  const folder = join(root, 'proc_1');
  const outbox = createOutbox(folder);
  await outbox.append(settlement('req_1'));
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  await expect(outbox.append(settlement('req_2'))).rejects.toThrow();
  expect(outbox.pending()).toEqual([settlement('req_1')]);
  rmSync(folder);
  await outbox.append(settlement('req_3'));
  expect(readOutbox(folder)).toEqual(['req_1', 'req_3'].map(settlement));
  await outbox.close();
});

it('ignores a torn line, and reads nothing from a folder without a file', () => {
  const folder = makeFolder();
  expect(readOutbox(folder)).toEqual([]);
  appendFileSync(join(folder, 'settlements.jsonl'), `${encodeRecord(settlement('req_1'))}{"requestId":`);
  expect(readOutbox(folder)).toEqual([settlement('req_1')]);
});

it('rejects, and keeps nothing in memory, when the disk is full', async () => {
  const folder = makeFolder();
  symlinkSync('/dev/full', join(folder, 'settlements.jsonl'));
  const outbox = createOutbox(folder);
  await expect(outbox.append(settlement('req_1'))).rejects.toThrow();
  expect(outbox.pending()).toEqual([]);
  await outbox.close();
});

it('is reported when a settlement has waited in it for a minute', async () => {
  const root = makeFolder();
  const outbox = createOutbox(join(root, 'proc_1'));
  await outbox.append(settlement('req_1'));
  expect(stuckOutboxes(root, Date.now())).toEqual([]);
  expect(stuckOutboxes(root, Date.now() + 61_000)).toEqual(['proc_1']);
  await outbox.remove(['req_1']);
  expect(stuckOutboxes(root, Date.now() + 61_000)).toEqual([]);
  await outbox.close();
});
