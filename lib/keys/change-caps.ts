import 'server-only';
import { addBudget, type BudgetPlace, recountBudget } from '#lib/billing/budgets/write.ts';
import type { BudgetWindow } from '#lib/billing/ledger/hold.ts';
import { MAX_AMOUNT } from '#lib/billing/money.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { type Caps, problemOf } from './settings.ts';

const WINDOWS = { capTotal: 'total', capMonth: 'month', capDay: 'day' } as const satisfies Record<
  keyof Caps,
  BudgetWindow
>;
const CAPS = Object.keys(WINDOWS) as (keyof Caps)[];

interface CappedKey {
  accountId: string;
  /** The first key of a chain of rotations; its id names the shared budgets. */
  keyId: string;
}

const placeOf = ({ accountId, keyId }: CappedKey, cap: keyof Caps) =>
  ({ accountId, subject: 'key', subjectId: keyId, window: WINDOWS[cap] }) satisfies BudgetPlace;

/** Creates the budgets of a new key: one that counts its total spend, and one for each other cap. */
export async function addCaps(tx: Transaction, key: CappedKey, caps: Caps): Promise<void> {
  for (const name of CAPS)
    if (name === 'capTotal' || caps[name] !== null) await addBudget(tx, { ...placeOf(key, name), cap: caps[name] });
}

export async function readCaps(tx: Transaction, { accountId, keyId }: CappedKey): Promise<Caps> {
  const rows = await tx.budget.findMany({ where: { accountId, subjectKind: 'key', subjectId: keyId } });
  const capOf = (name: keyof Caps) => rows.find(({ window }) => window === WINDOWS[name])?.cap ?? null;
  return { capTotal: capOf('capTotal'), capMonth: capOf('capMonth'), capDay: capOf('capDay') };
}

/** Changes caps; the account's budgets must be locked. A new cap counts the key's spend of the current window. */
export async function changeCaps(tx: Transaction, key: CappedKey, changes: Partial<Caps>): Promise<void> {
  const caps = await readCaps(tx, key);
  const { capTotal = caps.capTotal, capMonth = caps.capMonth, capDay = caps.capDay } = changes;
  const problem = problemOf({ capTotal, capMonth, capDay });
  if (problem) throw new AppError('invalid_value', problem.message, { param: problem.field });
  for (const name of CAPS) {
    const cap = changes[name];
    if (cap !== undefined && cap !== caps[name]) await setCap(tx, key, { name, cap });
  }
}

async function setCap(tx: Transaction, key: CappedKey, { name, cap }: { name: keyof Caps; cap: bigint | null }) {
  const { subject, subjectId, window, accountId } = placeOf(key, name);
  const where = { accountId, subjectKind: subject, subjectId, window };
  // The total budget stays without a cap, because it counts all that the key has spent.
  if (cap === null && window !== 'total') return tx.budget.deleteMany({ where });
  const { count } = await tx.budget.updateMany({ where, data: { cap, reachedIn: null } });
  // An alert above its cap would never fire, so it moves down to the cap.
  const above = { ...where, alertAmount: { gt: cap ?? MAX_AMOUNT } };
  await tx.budget.updateMany({ where: above, data: { alertAmount: cap } });
  if (count === 0) await recountBudget(tx, await addBudget(tx, { ...placeOf(key, name), cap }));
}
