import 'server-only';
import { picoUsd, toUsd } from '#lib/billing/money.ts';
import { toUsdPerToken } from '#lib/billing/pricing.ts';
import { AppError } from '#lib/errors.ts';
import { readableKeys } from '#lib/keys/queries.ts';
import { writeCursor } from '#lib/usage/api/cursor.ts';
import { type GroupName, toDimension } from '#lib/usage/api/parameters.ts';
import { readUsageQuestion, type UsageQuestion } from '#lib/usage/api/question.ts';
import type { UsageFilter } from '#lib/usage/queries/filter.ts';
import { type GroupedUsage, listGroupedUsage } from '#lib/usage/queries/grouped.ts';
import { authenticate } from '../authenticate.ts';
import type { RequestContext } from '../core/context.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';
import { jsonReply } from './json-reply.ts';

/** Usage by time and group: of the calling key, or of its account where the key may read that. */
export async function getUsage(request: GatewayRequest, context: RequestContext): Promise<GatewayReply> {
  const { accountId, keyId } = await authenticate(request, context.startedAt);
  return replyUsage({ accountId, keyIds: await readableKeys(accountId, keyId) }, context, request.url.split('?')[1]);
}

interface Reader {
  accountId: string;
  /** The keys whose usage may be read; null for all of the account. */
  keyIds: readonly string[] | null;
}

export async function replyUsage(
  { accountId, keyIds }: Reader,
  context: RequestContext,
  query: string | undefined,
): Promise<GatewayReply> {
  const params = new URLSearchParams(query);
  const question = readUsageQuestion(params, context.startedAt.getTime());
  const { buckets, groupBy, limit, cursor, now } = question;
  const { rows, hasMore } = await listGroupedUsage({
    ...{ accountId, buckets, limit, after: cursor },
    filter: within(keyIds, question.filter),
    by: groupBy.map(toDimension),
  });
  const last = hasMore ? rows.at(-1) : undefined;
  const answer = {
    object: 'list',
    from: new Date(question.period.from),
    to: new Date(question.period.to),
    zone: question.zone,
    unit: question.unit,
    scope: keyIds === null ? 'account' : 'key',
    as_of: context.startedAt,
    data: rows.map((row) => presentRow(row, question)),
    has_more: hasMore,
    next_cursor: last ? writeCursor({ now, bucket: last.bucket, groups: last.groups }, params) : null,
  };
  return jsonReply(answer, context.headers);
}

/** @throws forbidden when a key asks for another key's usage, since an empty result would be wrong */
function within(keyIds: readonly string[] | null, filter: UsageFilter): UsageFilter {
  if (keyIds === null) return filter;
  if (filter.key?.some((id) => !keyIds.includes(id))) {
    const message =
      'This key reads only its own usage. Leave `key_id` out, or let the key read all usage of the account.';
    throw new AppError('forbidden', message, { param: 'key_id' });
  }
  return { ...filter, key: filter.key ?? [...keyIds] };
}

function presentRow({ bucket, groups, sums }: GroupedUsage, { buckets, groupBy }: UsageQuestion) {
  const { from = 0, to = 0, part } = buckets[bucket] ?? {};
  const named = groupBy.map((name, index) => [name, presentGroup(name, groups[index] ?? '')] as const);
  const tags = named.flatMap(([name, value]) => (name.startsWith('tag:') ? [[name.slice('tag:'.length), value]] : []));
  return {
    from: new Date(from),
    to: new Date(to),
    part,
    ...Object.fromEntries(named.filter(([name]) => !name.startsWith('tag:'))),
    ...(tags.length > 0 && { tags: Object.fromEntries(tags) }),
    requests: Number(sums.requests),
    errors: Number(sums.errors),
    streamed: Number(sums.streamed),
    input_tokens: Number(sums.input),
    cache_read_tokens: Number(sums.cacheRead),
    cache_write_tokens: Number(sums.cacheWrite),
    output_tokens: Number(sums.output),
    reasoning_tokens: Number(sums.reasoning),
    cost_usd: toUsd(sums.cost),
    cost_nano_usd: String(sums.cost),
    absorbed_usd: toUsd(sums.absorbed),
    cache_saved_usd: toExactUsd(sums.cacheSavedPico),
  };
}

/** Null for requests without the group's value: no such tag, or a key without a member who made it. */
function presentGroup(name: GroupName, value: string): string | null {
  if (value === '') return null;
  return name === 'model' ? `anthropic/${value}` : value;
}

/** Negative when writing the cache cost more than reading it saved. */
const toExactUsd = (pico: bigint): string =>
  `${pico < 0n ? '-' : ''}${toUsdPerToken(picoUsd(pico < 0n ? -pico : pico))}`;
