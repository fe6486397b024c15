import { readTail } from '#lib/usage/queries/log-page.ts';
import { readLogView } from '#lib/usage/view/log-view.ts';
import { toTail } from '#lib/usage/view/tail.ts';
import { findMember } from '../../find-member.ts';
import { readReader } from '../../read-reader.ts';

/** A page that has not polled for longer reloads the log. */
const LONGEST_MS = 3_600_000;

/** Returns open requests, and those that settled since the last poll, as far as they match the log's filter. */
export async function GET(request: Request): Promise<Response> {
  const member = await findMember(request, 'logs:read');
  if (member instanceof Response) return member;
  const { searchParams } = new URL(request.url);
  const reader = await readReader();
  const since = Number(searchParams.get('since'));
  if (!Number.isSafeInteger(since) || since > reader.now) return new Response(null, { status: 400 });
  const { filter } = readLogView(searchParams, reader);
  const from = Math.max(since, reader.now - LONGEST_MS);
  const { accountId } = member;
  const news = await readTail({ accountId, filter, since: new Date(from), now: new Date(reader.now) });
  return Response.json(toTail({ ...news, isCut: news.isCut || from > since }), {
    headers: { 'cache-control': 'no-store' },
  });
}
