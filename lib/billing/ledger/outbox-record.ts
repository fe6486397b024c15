import type { UsageRecordInput } from '#lib/usage/record.ts';
import { nanoUsd } from '../money.ts';
import type { Settlement } from './settlement.ts';

type Stored = Omit<Settlement, 'cost' | 'usage'> & {
  cost: string;
  usage: Omit<UsageRecordInput, 'createdAt'> & { createdAt: string };
};

/** One line with its newline: a line without one is incomplete. */
export const encodeRecord = (settlement: Settlement): string =>
  `${JSON.stringify({ ...settlement, cost: settlement.cost.toString() })}\n`;

/** Every complete settlement. A line torn by a crash is ignored: its settlement was never confirmed. */
export function decodeRecords(text: string): Settlement[] {
  return text.split('\n').slice(0, -1).flatMap(decodeLine);
}

function decodeLine(line: string): Settlement[] {
  try {
    const stored = JSON.parse(line) as Stored;
    const usage = { ...stored.usage, createdAt: new Date(stored.usage.createdAt) };
    return [{ ...stored, cost: nanoUsd(BigInt(stored.cost)), usage }];
  } catch {
    return [];
  }
}
