import { STATEMENT_FORMATS, statementStream } from '#lib/statement/export.ts';
import { readFilter } from '#lib/statement/filter.ts';
import { readMovements } from '#lib/statement/movements.ts';
import { findMember } from '../../../find-member.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' };

/** The statement as a file, with the page's filter, oldest movement first. */
export async function GET(request: Request): Promise<Response> {
  const member = await findMember(request, 'billing:read');
  if (member instanceof Response) return member;
  const { searchParams } = new URL(request.url);
  const format = STATEMENT_FORMATS.find((known) => known === searchParams.get('format')) ?? 'csv';
  const filter = readFilter(searchParams);
  const name = `statement-${filter.month ?? new Date().toISOString().slice(0, 10)}.${format}`;
  return new Response(statementStream(format, readMovements(member.accountId, filter)), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
