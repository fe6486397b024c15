import 'server-only';
import { toUsd } from '#lib/billing/money.ts';
import { streamOf } from '#lib/http/stream-of.ts';
import { encodeRecord } from '#lib/usage/export/csv.ts';
import type { Movement } from './movements.ts';

export const STATEMENT_FORMATS = ['csv', 'json'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** Column names are a public contract. Money is decimal text with every digit. */
const COLUMNS = [
  { name: 'entry_id', read: ({ entryId }) => entryId.toString() },
  { name: 'created_at', read: ({ createdAt }) => createdAt.toISOString() },
  { name: 'kind', read: ({ kind }) => kind },
  { name: 'amount_usd', read: ({ amount }) => toUsd(amount) },
  { name: 'balance_usd', read: ({ balance }) => toUsd(balance) },
  { name: 'cause', read: ({ cause }) => cause },
  { name: 'reason', read: ({ reason }) => reason },
  { name: 'request_id', read: ({ request }) => request?.id ?? null },
  { name: 'model', read: ({ request }) => request?.model ?? null },
  { name: 'key_id', read: ({ request }) => request?.keyId ?? null },
] as const satisfies readonly { name: string; read: (movement: Movement) => string | null }[];

type Batches = AsyncIterable<readonly Movement[]>;

const FORMATS: Record<StatementFormat, (batches: Batches) => AsyncGenerator<string>> = { csv: toCsv, json: toJson };

/** Streams movements as a file of any size. */
export const statementStream = (format: StatementFormat, batches: Batches): ReadableStream<Uint8Array> =>
  streamOf(FORMATS[format](batches)).pipeThrough(new TextEncoderStream());

async function* toCsv(batches: Batches): AsyncGenerator<string> {
  yield encodeRecord(COLUMNS.map(({ name }) => name));
  for await (const movements of batches)
    yield movements.map((movement) => encodeRecord(COLUMNS.map(({ read }) => read(movement)))).join('');
}

async function* toJson(batches: Batches): AsyncGenerator<string> {
  yield '{"object":"list","data":[';
  let separator = '\n';
  for await (const movements of batches) {
    if (movements.length === 0) continue;
    yield separator + movements.map((movement) => JSON.stringify(toObject(movement))).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

const toObject = (movement: Movement) => ({
  object: 'movement',
  ...Object.fromEntries(COLUMNS.map(({ name, read }) => [name, read(movement)])),
});
