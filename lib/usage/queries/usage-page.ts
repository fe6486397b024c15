import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { keyNames } from '#lib/keys/queries.ts';
import { listMembers } from '#lib/organisations/queries.ts';
import { listViews, type SavedView } from '../saved/views.ts';
import { type Bucket, bucketsOf } from '../time/buckets.ts';
import { previousOf, type Reader } from '../time/range.ts';
import { readView, type View, type ViewNote } from '../view/read-view.ts';
import { type LatencyPoint, usageLatencies } from './latencies.ts';
import { type SeriesPoint, type UsageSeries, usageSeries } from './series.ts';
import { type SuggestedField, type Suggestion, suggestValues } from './suggestions.ts';

/** The names of keys and members that the reader may see. */
export type GroupNames = Record<'key' | 'member', ReadonlyMap<string, string>>;

export type Suggestions = Partial<Record<SuggestedField, Suggestion[]>>;

export interface UsagePage {
  view: View;
  notes: ViewNote[];
  buckets: Bucket[];
  series: UsageSeries;
  /** The previous period up to the same time, if requested. */
  previous: SeriesPoint[] | null;
  latencies: LatencyPoint[];
  /** The latencies by group, if percentiles are requested. */
  groupLatencies: LatencyPoint[];
  names: GroupNames;
  suggestions: Suggestions;
  saved: SavedView[];
}

type UsageReader = Pick<CurrentUser, 'id' | 'accountId' | 'role'>;

/** The data of the usage page; null for a role that may not see it. */
export async function findUsagePage(
  user: UsageReader,
  params: URLSearchParams,
  reader: Reader,
): Promise<UsagePage | null> {
  if (!may(user.role, 'usage:read')) return null;
  const { view, notes } = readView(params, reader);
  const { accountId } = user;
  const { period, per, by, thenBy, metric, top } = view;
  const place = { zone: view.zone, now: reader.now };
  const buckets = bucketsOf(period, per, place);
  const asked = { accountId, filter: view, buckets };
  const isTimed = metric === 'first-token' || metric === 'duration';
  const [series, previous, latencies, groupLatencies, names, suggestions, saved] = await Promise.all([
    usageSeries({ ...asked, by, thenBy, metric, top }),
    view.compare ? readPrevious(accountId, view, place) : null,
    usageLatencies(asked),
    isTimed && by !== 'none' ? usageLatencies({ ...asked, by, top }) : [],
    readGroupNames(user),
    readSuggestions(user, view),
    listViews(user, 'usage'),
  ]);
  return { view, notes, buckets, series, previous, latencies, groupLatencies, names, suggestions, saved };
}

async function readPrevious(accountId: string, view: View, reader: Reader): Promise<SeriesPoint[]> {
  const { upTo, ...period } = previousOf(view.range, reader);
  const buckets = bucketsOf(period, view.per, reader);
  return (await usageSeries({ accountId, filter: view, buckets, upTo, metric: view.metric })).points;
}

export async function readGroupNames({ accountId, role }: UsageReader): Promise<GroupNames> {
  const [key, members] = await Promise.all([
    may(role, 'keys:read') ? keyNames(accountId) : new Map<string, string>(),
    may(role, 'members:read') ? listMembers(accountId) : [],
  ]);
  return { key, member: new Map(members.map(({ userId, name, email }) => [userId, name || email])) };
}

const FIELDS = ['model', 'key', 'member', 'tag', 'status'] as const satisfies readonly SuggestedField[];

export async function readSuggestions({ accountId, role }: UsageReader, { period }: View): Promise<Suggestions> {
  const fields = FIELDS.filter((field) => field !== 'key' || may(role, 'keys:read'));
  const found = await Promise.all(
    fields.map(async (field) => [field, await suggestValues({ accountId, period, field })] as const),
  );
  return Object.fromEntries(found);
}
