import { expect, it } from 'vitest';
import type { BudgetWindow } from '../ledger/hold.ts';
import { isInOrder } from './schema.ts';

const caps = (amounts: Partial<Record<BudgetWindow, bigint | null>>) =>
  Object.entries(amounts).map(([window, cap]) => ({ window: window as BudgetWindow, cap }));

it.each([
  [{}, true],
  [{ day: 5n }, true],
  [{ day: 5n, week: 5n, month: 5n, total: 5n }, true],
  [{ day: 6n, month: 5n }, false],
  [{ week: 6n, month: 5n, day: 1n }, false],
  [{ day: 6n, week: null, total: 5n }, false],
  [{ total: null, day: 6n }, true],
] as const)('%o: %s', (amounts, expected) => expect(isInOrder(caps(amounts))).toBe(expected));
