import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { findIpRange } from '#lib/keys/ip-range.ts';
import { problemOf } from '#lib/keys/settings.ts';
import { normaliseCount, normaliseLine, withoutBlanks } from '#lib/normalise.ts';
import { type KeyLimits, type KeyView, limitsOf } from './key-view.ts';

export const EXPIRY_PICKS = ['never', 'day', 'week', 'month', 'quarter', 'custom'] as const;
type ExpiryPick = (typeof EXPIRY_PICKS)[number];

/** The values of the key form as typed text. */
export interface KeyDraft {
  name: string;
  mode: 'live' | 'test';
  expiry: ExpiryPick;
  /** In the reader's time zone. */
  customExpiry: string;
  capTotal: string;
  capMonth: string;
  capDay: string;
  /** Empty for all models. */
  models: string[];
  requestsPerMinute: string;
  tokensPerMinute: string;
  concurrency: string;
  /** One per line; empty for any address. */
  allowedIps: string;
  readsAccountUsage: boolean;
  /** Null to follow the account. */
  retention: KeyLimits['retention'];
}

export const EMPTY_DRAFT: KeyDraft = {
  name: '',
  mode: 'live',
  expiry: 'never',
  customExpiry: '',
  capTotal: '',
  capMonth: '',
  capDay: '',
  models: [],
  requestsPerMinute: '',
  tokensPerMinute: '',
  concurrency: '',
  allowedIps: '',
  readsAccountUsage: false,
  retention: null,
};

/** Returns the form values of an existing key. */
export const draftOf = (key: KeyView): KeyDraft => ({
  name: key.name,
  mode: key.mode,
  ...toDraft(limitsOf(key)),
});

/** Converts limits to form values. */
export const toDraft = (limits: KeyLimits): Omit<KeyDraft, 'name' | 'mode'> => ({
  expiry: limits.expiresAt ? 'custom' : 'never',
  customExpiry: limits.expiresAt ? toFieldValue(limits.expiresAt) : '',
  capTotal: capText(limits.capTotal),
  capMonth: capText(limits.capMonth),
  capDay: capText(limits.capDay),
  models: limits.models,
  requestsPerMinute: limits.requestsPerMinute?.toString() ?? '',
  tokensPerMinute: limits.tokensPerMinute?.toString() ?? '',
  concurrency: limits.concurrency?.toString() ?? '',
  allowedIps: limits.allowedIps.join('\n'),
  readsAccountUsage: limits.readsAccountUsage,
  retention: limits.retention,
});

/** Converts some limits to the form values that show them. */
export function toDraftPart(limits: Partial<KeyLimits>): Partial<KeyDraft> {
  const whole = toDraft({ ...toLimits(EMPTY_DRAFT, new Date(0)), ...limits });
  const fields = Object.keys(limits).flatMap((field) => (field === 'expiresAt' ? ['expiry', 'customExpiry'] : field));
  return Object.fromEntries(Object.entries(whole).filter(([field]) => fields.includes(field)));
}

const capText = (cap: bigint | null): string => (cap === null ? '' : toUsd(nanoUsd(cap)));

const PROBLEMS = ['name', 'amount', 'capOrder', 'count', 'ip', 'soon'] as const;
type Problem = (typeof PROBLEMS)[number];
export type DraftField = Exclude<keyof KeyDraft, 'mode' | 'models' | 'expiry' | 'readsAccountUsage' | 'retention'>;
export type Problems = Partial<Record<DraftField, Problem>>;

const CAPS = ['capTotal', 'capMonth', 'capDay'] as const;
const COUNTS = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;
const SHORTEST_LIFE_MS = 600_000;
const LONGEST_NAME = 80;

/** Returns the problems of a draft by field, so that the form reports them before it sends anything. */
export function problemsOf(draft: KeyDraft, now: Date): Problems {
  const problems: Problems = {};
  const name = normaliseLine(draft.name);
  if (name === '' || name.length > LONGEST_NAME) problems.name = 'name';
  for (const field of CAPS) if (readTypedUsd(draft[field]) === undefined) problems[field] = 'amount';
  for (const field of COUNTS) if (readCount(draft[field]) === undefined) problems[field] = 'count';
  if (lines(draft.allowedIps).some((line) => findIpRange(line) === null)) problems.allowedIps = 'ip';
  const expiresAt = expiryOf(draft.expiry, draft.customExpiry, now);
  const isSoon = expiresAt && expiresAt.getTime() < now.getTime() + SHORTEST_LIFE_MS;
  if (expiresAt === undefined || isSoon) problems.customExpiry = 'soon';
  const order = capOrder(draft);
  if (order) problems[order] ??= 'capOrder';
  return problems;
}

/** Converts a valid draft to limits; empty fields become null. */
export function toLimits(draft: KeyDraft, now: Date): KeyLimits {
  return {
    capTotal: readTypedUsd(draft.capTotal) ?? null,
    capMonth: readTypedUsd(draft.capMonth) ?? null,
    capDay: readTypedUsd(draft.capDay) ?? null,
    models: draft.models,
    requestsPerMinute: readCount(draft.requestsPerMinute) ?? null,
    tokensPerMinute: readCount(draft.tokensPerMinute) ?? null,
    concurrency: readCount(draft.concurrency) ?? null,
    allowedIps: lines(draft.allowedIps),
    readsAccountUsage: draft.readsAccountUsage,
    retention: draft.retention,
    expiresAt: expiryOf(draft.expiry, draft.customExpiry, now) ?? null,
  };
}

function capOrder(draft: KeyDraft): (typeof CAPS)[number] | null {
  const [capTotal, capMonth, capDay] = CAPS.map((field) => readTypedUsd(draft[field]) ?? null);
  return problemOf({ capTotal: capTotal ?? null, capMonth: capMonth ?? null, capDay: capDay ?? null })?.field ?? null;
}

/** Returns null when empty, undefined when the text is not an integer from 1 to a billion. */
function readCount(text: string): number | null | undefined {
  const count = normaliseCount(text);
  if (count === '') return null;
  return /^[1-9]\d{0,8}$/.test(count) ? Number(count) : undefined;
}

export const lines = (text: string): string[] =>
  text
    .split(/[\n,，、]/)
    .map(withoutBlanks)
    .filter(Boolean);

const DAY_MS = 86_400_000;
/** Days from now. The labels of the choices promise 30 days for a month and 90 for a quarter. */
const DAYS = { day: 1, week: 7, month: 30, quarter: 90 } as const;

/**
 * Returns the expiry of a key that is created now.
 * @param custom a moment in the reader's time zone, as a date field writes it: `2026-11-30T17:00`
 * @returns null for never; undefined when the custom moment cannot be read
 */
export function expiryOf(pick: ExpiryPick, custom: string, now: Date): Date | null | undefined {
  if (pick === 'never') return null;
  if (pick !== 'custom') return new Date(now.getTime() + DAYS[pick] * DAY_MS);
  const moment = new Date(custom);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Formats a moment for a date field, in the reader's time zone. */
export function toFieldValue(moment: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  const day = [moment.getFullYear(), pad(moment.getMonth() + 1), pad(moment.getDate())].join('-');
  return `${day}T${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
