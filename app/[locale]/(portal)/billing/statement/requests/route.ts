import { streamOf } from '#lib/http/stream-of.ts';
import { monthOf, readFilter } from '#lib/statement/filter.ts';
import { readRequests } from '#lib/statement/requests.ts';
import { exportStream } from '#lib/usage/export/export-stream.ts';
import { findMember } from '../../../find-member.ts';

/** The requests of a month as a CSV that `tokenhub reprice` reads. */
export async function GET(request: Request): Promise<Response> {
  const member = await findMember(request, 'billing:read');
  if (member instanceof Response) return member;
  const month = readFilter(new URL(request.url).searchParams).month ?? monthOf(new Date());
  const { stream } = exportStream({ format: 'csv', zone: 'UTC' });
  return new Response(streamOf(readRequests(member.accountId, month)).pipeThrough(stream), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="requests-${month}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
