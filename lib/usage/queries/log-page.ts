import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { listStored, type StoredNote } from '#lib/content/queries.ts';
import { AppError } from '#lib/errors.ts';
import { listHolds } from '#lib/statement/holds.ts';
import { listAttempts, type UpstreamAttempt } from '../attempts.ts';
import { getReceipt } from '../queries.ts';
import type { Receipt } from '../receipt.ts';
import { listViews, type SavedView } from '../saved/views.ts';
import { type Bucket, bucketsOf } from '../time/buckets.ts';
import type { Reader } from '../time/range.ts';
import { type LogView, readLogView } from '../view/log-view.ts';
import { NONE_OPEN, type OpenRequests, type TailNews } from '../view/tail.ts';
import { isEverything, type LogFilter } from './log-filter.ts';
import { type LogTotals, logHistogram, logTotals } from './log-sums.ts';
import { type LogPage, listLog, tailLog } from './logs.ts';
import type { SeriesPoint } from './series.ts';
import { findSession, type SessionSummary } from './session.ts';
import { type GroupNames, readGroupNames, readSuggestions, type Suggestions } from './usage-page.ts';

export interface LogOverview extends Omit<LogView, 'session'> {
  page: LogPage;
  totals: LogTotals;
  histogram: { points: SeriesPoint[]; isFiltered: boolean };
  buckets: Bucket[];
  names: GroupNames;
  suggestions: Suggestions;
  saved: SavedView[];
  /** The session of the filter over all its time; null without one, or when it has no requests. */
  session: SessionSummary | null;
  /** The opened request of the address; null without one, or when it belongs to another account. */
  receipt: Receipt | null;
  /** Its calls to providers. */
  attempts: UpstreamAttempt[];
  underWay: OpenRequests;
  /** The stored content of each request on the page; null without any. */
  stored: ReadonlyMap<string, StoredNote | null>;
}

type LogReader = Pick<CurrentUser, 'id' | 'accountId' | 'role'>;

/** The data of the log page; null for a role that may not see it. */
export async function findLogOverview(
  user: LogReader,
  params: URLSearchParams,
  reader: Reader,
): Promise<LogOverview | null> {
  if (!may(user.role, 'logs:read')) return null;
  const { accountId } = user;
  const log = readLogView(params, reader);
  const { view, filter, before, after } = log;
  const { period } = view;
  const buckets = bucketsOf(period, view.per, { zone: view.zone, now: reader.now });
  const direction = after && !before ? 'newer' : 'older';
  const [page, totals, histogram, names, suggestions, saved, session, receipt, attempts, underWay] = await Promise.all([
    listLog({ accountId, filter, period, direction, cursor: before ?? after }),
    logTotals({ accountId, filter, period }),
    logHistogram({ accountId, filter, buckets }),
    readGroupNames(user),
    readSuggestions(user, view),
    listViews(user, 'logs'),
    log.session === null ? null : findSession(accountId, log.session),
    log.open === null ? null : findReceipt(accountId, log.open),
    log.open === null ? [] : listAttempts(accountId, log.open),
    readOpen(accountId, filter),
  ]);
  const stored = await readStored(accountId, [...page.rows, ...(receipt ? [receipt] : [])], new Date(reader.now));
  return {
    ...log,
    page,
    totals,
    histogram,
    buckets,
    names,
    suggestions,
    saved,
    session,
    receipt,
    attempts,
    underWay,
    stored,
  };
}

/** One poll of an open log. */
export async function readTail(asked: Parameters<typeof tailLog>[0]): Promise<TailNews> {
  const { accountId, filter = {}, now } = asked;
  const [{ rows, isCut }, open] = await Promise.all([tailLog(asked), readOpen(accountId, filter)]);
  return { rows, isCut, open, stored: await readStored(accountId, rows, now), now: now.getTime() };
}

/** Open requests have no outcome yet, so a filter cannot match them. */
const readOpen = (accountId: string, filter: LogFilter): OpenRequests | Promise<OpenRequests> =>
  isEverything(filter) ? listHolds(accountId) : NONE_OPEN;

async function readStored(accountId: string, rows: readonly { requestId: string }[], now: Date) {
  const ids = rows.map(({ requestId }) => requestId);
  const found = await listStored(accountId, ids, now);
  return new Map(ids.map((id) => [id, found.get(id) ?? null]));
}

const findReceipt = (accountId: string, requestId: string): Promise<Receipt | null> =>
  getReceipt(accountId, requestId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  });
