import { createParser, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { findUsd, type NanoUsd, toUsd } from '#lib/billing/money.ts';
import type { LogFilter } from '../queries/log-filter.ts';
import type { LogCursor } from '../queries/logs.ts';
import { sessionOf } from '../session.ts';
import type { Reader } from '../time/range.ts';
import { VIEW_PARSERS, VIEW_URL_KEYS } from './parsers.ts';
import { readView, type View, type ViewNote } from './read-view.ts';

const MOST_MS = 86_400_000;
const ID = /^[\w-]{1,100}$/;
const CODE = /^[a-z0-9_]{1,64}$/;
const CURSOR = /^(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(?:~([\w-]{1,100}))?$/;

const asMatching = (pattern: RegExp) =>
  createParser({ parse: (text) => (pattern.test(text.trim()) ? text.trim() : null), serialize: String });

const asCost = createParser<NanoUsd>({
  parse: (text) => {
    const amount = findUsd(text);
    return amount !== null && amount > 0n ? amount : null;
  },
  serialize: toUsd,
});

const asMilliseconds = createParser({
  parse: (text) => (/^[1-9]\d{0,7}$/.test(text) && Number(text) <= MOST_MS ? Number(text) : null),
  serialize: String,
});

/** `2026-11-22T14:03:20.118Z~req_…`: the row after which a page continues. */
const asCursor = createParser<LogCursor>({
  parse: (text) => {
    const [, at = '', requestId = ''] = CURSOR.exec(text) ?? [];
    const settledAt = new Date(at);
    return Number.isNaN(settledAt.getTime()) ? null : { settledAt, requestId };
  },
  serialize: ({ settledAt, requestId }) => `${settledAt.toISOString()}${requestId && `~${requestId}`}`,
});

/** The log's query parameters beyond those of the usage page. */
export const LOG_PARSERS = {
  id: asMatching(ID),
  error: asMatching(CODE),
  session: createParser({ parse: (text) => sessionOf(text), serialize: String }),
  minCost: asCost,
  minMs: asMilliseconds,
  stream: parseAsStringLiteral(['1', '0']),
  before: asCursor,
  after: asCursor,
  /** The request that is shown in detail. */
  open: parseAsString,
};

export const LOG_URL_KEYS = { minCost: 'min_cost', minMs: 'min_ms' } as const;

export type LogState = inferParserType<typeof LOG_PARSERS>;

export const formatLogView = createSerializer(
  { ...VIEW_PARSERS, ...LOG_PARSERS },
  { urlKeys: { ...VIEW_URL_KEYS, ...LOG_URL_KEYS } },
);

export interface LogView extends LogState {
  view: View;
  filter: LogFilter;
  notes: ViewNote[];
}

const NAMES = Object.keys(LOG_PARSERS) as (keyof LogState)[];

/** Parses the log's query string like `readView`: unknown values are ignored and reported as notes. */
export function readLogView(params: URLSearchParams, reader: Reader): LogView {
  const { view, notes } = readView(params, reader);
  const state = Object.fromEntries(NAMES.map((name) => [name, readValue(name, params, notes)])) as unknown as LogState;
  return { ...state, view, notes, filter: toFilter(view, state) };
}

function readValue(name: keyof LogState, params: URLSearchParams, notes: ViewNote[]): unknown {
  const urlKey = name in LOG_URL_KEYS ? LOG_URL_KEYS[name as keyof typeof LOG_URL_KEYS] : name;
  const text = params.get(urlKey);
  if (text === null || text === '') return null;
  const value = LOG_PARSERS[name].parse(text);
  if (value === null) notes.push({ name: urlKey, value: text });
  return value;
}

function toFilter(view: View, { id, error, session, minCost, minMs, stream }: LogState): LogFilter {
  const { key, model, mode, outcome, member, tag, endpoint, status } = view;
  return {
    ...{ key, model, mode, outcome, member, tag, endpoint, status },
    ...(id !== null && { id }),
    ...(error !== null && { errorCode: [error] }),
    ...(session !== null && { session: [session] }),
    ...(minCost !== null && { minCost }),
    ...(minMs !== null && { minDurationMs: minMs }),
    ...(stream !== null && { isStreamed: stream === '1' }),
  };
}
