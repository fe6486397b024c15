import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { type NanoUsd, nanoUsd, toUsd } from '#lib/billing/money.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { readPriceList } from '#lib/billing/price-list.ts';
import { previewPrice } from '#lib/billing/price-preview.ts';
import { toUsdPerMillion } from '#lib/billing/pricing.ts';
import { publicUrl } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { rates } from '#lib/models/catalog/generations.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { lifecycleOf, modelNotFound } from '#lib/models/lifecycle.ts';
import type { Rates } from '#lib/models/model.ts';
import { announcedPrices, pricedAt } from '#lib/models/price-change.ts';
import type { ExportTally } from '#lib/usage/export/export-stream.ts';
import { type ExportItem, readExport } from '#lib/usage/export/read-export.ts';
import { type Difference, reprice } from '#lib/usage/export/reprice.ts';
import { addArgumentCommand, addCommand, addDatabaseCommand, type Report } from './command.ts';
import { parseInput, toTable } from './terminal.ts';

const HEAD = ['MODEL', 'INPUT', 'OUTPUT', 'WRITE 5M', 'WRITE 1H', 'READ', 'STATE'];

export function addPricesCommand(program: Command): void {
  const command = addCommand(program, 'prices', async () => {
    const now = new Date();
    const prices = CATALOG.map((sold) => pricedAt(sold, now)).map((model) => ({
      model: toApiId(model),
      priceId: priceId(model),
      status: lifecycleOf(model, now).status,
      picoUsdPerToken: model.rates,
    }));
    const rows = prices.map(({ model, status, picoUsdPerToken: each }) => [
      model,
      ...[each.input, each.output, each.cacheWrite5m, each.cacheWrite1h, each.cacheRead].map(toUsdPerMillion),
      status,
    ]);
    return { data: prices, text: `USD per million tokens\n\n${toTable(HEAD, rows)}` };
  })
    .description('show what every model costs')
    .enablePositionalOptions();

  addDatabaseCommand(command, 'preview', preview)
    .description(
      'what the last 30 days of every account would have cost at another price; by default, at the announced ones',
    )
    .option('--model <name>', 'of one model')
    .option('--input <usd>', 'per million input tokens, such as 1.20; cache rates follow from it')
    .option('--output <usd>', 'per million output tokens');
}

const previewInput = z.object({
  model: z.string().optional(),
  input: z.string().optional(),
  output: z.string().optional(),
});

/** The answer has a row for each account and price, the largest account first. */
export async function preview(options: unknown): Promise<Report> {
  const now = new Date();
  const wanted = toWanted(parseInput(previewInput, options), now);
  const found = await Promise.all(
    wanted.map(async ({ model, next, validFrom }) => {
      const accounts = await previewPrice({ model, rates: next.rates, now });
      return { model: toApiId(model), validFrom, picoUsdPerToken: next.rates, accounts };
    }),
  );
  const rows = found.flatMap(({ model, accounts }) =>
    accounts.map(({ accountId, requests, cost, nextCost }) => [
      ...[model, accountId, requests.toString(), toUsd(cost), toUsd(nextCost), toUsd(nanoUsd(nextCost - cost))],
    ]),
  );
  if (wanted.length === 0)
    return { data: found, text: 'No price is announced. Name a --model with its --input and --output to try one.' };
  const head = ['MODEL', 'ACCOUNT', 'REQUESTS', 'COST USD', 'AT NEW PRICE', 'DIFFERENCE'];
  return { data: found, text: rows.length > 0 ? toTable(head, rows) : 'Nobody has used it in the last 30 days.' };
}

function toWanted({ model: name, input, output }: z.output<typeof previewInput>, now: Date) {
  const model = name === undefined ? undefined : findModel(name);
  if (model === null) throw modelNotFound(name ?? '', now);
  if (input === undefined && output === undefined)
    return announcedPrices(now).filter((one) => model === undefined || one.model === model);
  if (!model || input === undefined || output === undefined)
    throw new AppError('invalid_value', 'To try a price, name a --model with its --input and --output.');
  return [{ model: pricedAt(model, now), next: { rates: toRates(input, output) }, validFrom: null }];
}

function toRates(inputUsd: string, outputUsd: string): Rates {
  try {
    return rates({ inputUsd, outputUsd });
  } catch (cause) {
    throw new AppError('invalid_value', 'Expected prices such as --input 1.20 --output 6.', { cause });
  }
}

const input = z.object({ prices: z.string().min(1).optional() });

/** For customers too: it needs only the file and the public price list, neither database nor secret. */
export function addRepriceCommand(program: Command): void {
  addArgumentCommand(program, 'reprice', 'file', repriceFile)
    .description('compute an export of requests anew from public prices; exit code 1 at the first difference')
    .option('--prices <file or address>', 'the price list; by default /pricing.json of this installation');
}

/** @throws not_found without the file; invalid_value when it or the price list cannot be read */
export async function repriceFile(path: string, options: unknown): Promise<Report> {
  const { prices: source = `${publicUrl}/pricing.json` } = parseInput(input, options);
  const prices = await readPrices(source);
  let end: Extract<ExportItem, { kind: 'end' }> | undefined;
  async function* rows() {
    for await (const item of readExport(createReadStream(path), path.endsWith('.csv') ? 'csv' : 'ndjson')) {
      if (item.kind === 'row') yield item.row;
      else end = item;
    }
  }
  const result = await reprice(rows(), prices).catch((error) => explain(error, path));
  if (!result.isEqual) {
    const { row, requestId, difference } = result;
    return { data: result, text: `Row ${row}, ${requestId}: ${toText(difference)}`, isProblem: true };
  }
  const damage = end && findDamage(end);
  const text = `${result.rows} requests for ${toUsd(result.cost)} USD: every one costs what its tokens come to.`;
  return {
    data: { ...result, isComplete: !damage, problem: damage ?? null },
    text: damage ? `${text}\n${damage}` : text,
    isProblem: damage !== null,
  };
}

async function readPrices(source: string): Promise<ReadonlyMap<string, Rates>> {
  try {
    const text = /^https?:\/\//.test(source) ? await download(source) : await readFile(source, 'utf8');
    return readPriceList(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid_value', `No price list could be read from ${source}. Name one with --prices.`, {
      cause,
    });
  }
}

async function download(url: string): Promise<string> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url} answers ${reply.status}.`);
  return reply.text();
}

function explain(error: unknown, path: string): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw new AppError('not_found', `There is no file ${path}.`);
  throw error;
}

function toText(difference: Difference): string {
  if (difference.reason === 'unknown_price')
    return `the price ${difference.priceId ?? 'of this request'} is not in the price list.`;
  const usd = (amount: NanoUsd) => `${toUsd(amount)} USD`;
  return `it cost ${usd(difference.found)}, and should cost ${usd(difference.expected)}.`;
}

/** Compares the file's own summary with its contents: detects an incomplete or changed download. */
function findDamage({ found, stated }: { found: ExportTally; stated: ExportTally | null }): string | null {
  if (!stated) return 'The file has no summary at its end: it is not complete.';
  if (found.rows !== stated.rows) return `The summary says ${stated.rows} requests: the file is not complete.`;
  return found.sha256 === stated.sha256 ? null : 'The hash in the summary is another: the file has been changed.';
}
