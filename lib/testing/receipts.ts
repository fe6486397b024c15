import type { Json } from './ask.ts';
import type { Customer } from './factories.ts';
import type { TestGateway } from './gateway.ts';

const NANO_PER_USD = 1_000_000_000n;
const PICO_PER_USD = 1_000_000_000_000n;

export async function balanceOf(
  { pool }: TestGateway,
  { accountId }: Customer,
): Promise<{ available: bigint; held: bigint }> {
  const { rows } = await pool.query('SELECT available, held FROM account_balance WHERE account_id = $1', [accountId]);
  return rows[0];
}

/** The receipt as the API returns it, by the request id or the completion id. */
export async function receiptOf(gateway: TestGateway, { secret }: Customer, id: string): Promise<Json> {
  const { json } = await gateway.ask({ secret, method: 'GET', url: `/api/v1/generations/${id}` });
  return json.data;
}

/** The account's usage rows, newest first. */
export async function usageOf({ pool }: TestGateway, { accountId }: Customer): Promise<Json[]> {
  const { rows } = await pool.query('SELECT * FROM usage_record WHERE account_id = $1 ORDER BY request_id DESC', [
    accountId,
  ]);
  return rows;
}

/** Decimal USD in nano-USD. */
export const toNano = (usd: string): bigint => toUnits(usd, NANO_PER_USD);

/** The sum of a receipt's lines, rounded up to whole nano-USD. */
export function addUp({ lines }: { lines: { tokens: number; rate_usd_per_token: string }[] }): bigint {
  const pico = lines.reduce(
    (sum, line) => sum + BigInt(line.tokens) * toUnits(line.rate_usd_per_token, PICO_PER_USD),
    0n,
  );
  return (pico + 999n) / 1_000n;
}

function toUnits(usd: string, unitsPerUsd: bigint): bigint {
  const [whole = '0', fraction = ''] = usd.split('.');
  const places = unitsPerUsd.toString().length - 1;
  return BigInt(whole) * unitsPerUsd + BigInt(fraction.padEnd(places, '0') || '0');
}
