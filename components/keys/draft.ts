import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { toUsd } from '#lib/billing/money.ts';
import { problemOf } from '#lib/keys/caps.ts';
import { findIpRange } from '#lib/keys/ip-range.ts';
import { normaliseCount, normaliseLine, withoutBlanks } from '#lib/normalise.ts';
import { type ExpiryPick, expiryOf, toFieldValue } from './expiry-picks.ts';
import type { KeyView } from './key-view.ts';

/** The form of a key as it is being filled in: text, as typed. */
export interface KeyDraft {
  name: string;
  mode: 'live' | 'test';
  expiry: ExpiryPick;
  /** In the reader's zone. */
  customExpiry: string;
  capTotal: string;
  capMonth: string;
  capDay: string;
  /** Empty: all. */
  models: string[];
  requestsPerMinute: string;
  tokensPerMinute: string;
  concurrency: string;
  /** One per line. Empty: any. */
  allowedIps: string;
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
};

/** The form of a key that exists. */
export function draftOf(key: KeyView): KeyDraft {
  const capOf = (name: 'total' | 'month' | 'day') => {
    const cap = key.spend.find(({ window }) => window === name)?.cap;
    return cap == null ? '' : toUsd(cap);
  };
  return {
    name: key.name,
    mode: key.mode,
    expiry: key.expiresAt ? 'custom' : 'never',
    customExpiry: key.expiresAt ? toFieldValue(key.expiresAt) : '',
    capTotal: capOf('total'),
    capMonth: capOf('month'),
    capDay: capOf('day'),
    models: key.models,
    requestsPerMinute: key.requestsPerMinute?.toString() ?? '',
    tokensPerMinute: key.tokensPerMinute?.toString() ?? '',
    concurrency: key.concurrency?.toString() ?? '',
    allowedIps: key.allowedIps.join('\n'),
  };
}

const PROBLEMS = ['name', 'amount', 'capOrder', 'count', 'ip', 'soon'] as const;
export type Problem = (typeof PROBLEMS)[number];
export type DraftField = Exclude<keyof KeyDraft, 'mode' | 'models' | 'expiry'>;
export type Problems = Partial<Record<DraftField, Problem>>;

const CAPS = ['capTotal', 'capMonth', 'capDay'] as const;
const COUNTS = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;
const SHORTEST_LIFE_MS = 600_000;
const LONGEST_NAME = 80;

/** What stands in the way of a draft, field by field, so that it can be said before anything is sent. */
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

/** A draft without problems as the server takes it: caps as decimal USD, what is empty as null. */
export function toSettings(draft: KeyDraft, now: Date) {
  return {
    capTotal: usdOrNull(draft.capTotal),
    capMonth: usdOrNull(draft.capMonth),
    capDay: usdOrNull(draft.capDay),
    models: draft.models,
    requestsPerMinute: readCount(draft.requestsPerMinute) ?? null,
    tokensPerMinute: readCount(draft.tokensPerMinute) ?? null,
    concurrency: readCount(draft.concurrency) ?? null,
    allowedIps: lines(draft.allowedIps),
    expiresAt: expiryOf(draft.expiry, draft.customExpiry, now) ?? null,
  };
}

function capOrder(draft: KeyDraft): (typeof CAPS)[number] | null {
  const [capTotal, capMonth, capDay] = CAPS.map((field) => readTypedUsd(draft[field]) ?? null);
  return problemOf({ capTotal: capTotal ?? null, capMonth: capMonth ?? null, capDay: capDay ?? null })?.field ?? null;
}

function usdOrNull(text: string): string | null {
  const cap = readTypedUsd(text);
  return cap == null ? null : toUsd(cap);
}

/** Null when empty, undefined when it is no whole number from 1 to a billion. */
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
