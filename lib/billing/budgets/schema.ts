import { z } from 'zod';
import { editInput } from '#lib/edit.ts';
import { findZone } from '#lib/usage/time/clock.ts';
import type { BudgetWindow } from '../ledger/hold.ts';
import { usdInput } from '../usd-input.ts';

const zone = z.string().transform((text, context) => {
  const found = findZone(text);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'Expected the name of a time zone, such as Europe/Berlin.' });
  return z.NEVER;
});

/** The percentage of the cap at which a mail is sent. */
const alertPercent = z.int().min(1).max(100).nullable();

/** A mail is sent when this amount is spent. Zero means no alert. */
const alertAmount = usdInput.transform((amount) => amount || null).nullable();

const id = z.string().min(1).max(140);

export const createCapInput = z.strictObject({
  subject: z.enum(['account', 'member', 'key', 'tag']),
  /** The id of a member's user or a key, or a tag; null for the account. */
  subjectId: id.nullable(),
  window: z.enum(['total', 'month', 'week', 'day']),
  zone,
  cap: usdInput,
  alertPercent,
  alertAmount,
});

export type CreateCapInput = z.output<typeof createCapInput>;

const settings = z.strictObject({ cap: usdInput, zone, alertPercent, alertAmount });

export const changeCapInput = z.strictObject({ id, edit: editInput(settings, settings) });

export const removeCapInput = z.strictObject({ id });

const FROM_LONGEST: readonly BudgetWindow[] = ['total', 'month', 'week', 'day'];

interface Cap {
  window: BudgetWindow;
  cap: bigint | null;
}

/** Whether no cap exceeds one of the same subject for a longer window: it could never be reached. */
export function isInOrder(caps: readonly Cap[]): boolean {
  const capped = caps.filter(({ cap }) => cap !== null) as { window: BudgetWindow; cap: bigint }[];
  const sorted = capped.sort((a, b) => FROM_LONGEST.indexOf(a.window) - FROM_LONGEST.indexOf(b.window));
  return sorted.every(({ cap }, index) => index === 0 || cap <= (sorted[index - 1]?.cap ?? cap));
}
