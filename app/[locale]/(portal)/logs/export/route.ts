import { may } from '#lib/accounts/permissions.ts';
import { withAccount } from '#lib/auth/current-user.ts';
import { currentUser } from '#lib/auth/session.ts';
import { streamExport } from '#lib/usage/queries/export-rows.ts';
import { readLogView } from '#lib/usage/view/log-view.ts';
import { readReader } from '../../read-reader.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

/** The filtered requests of the log as a file, with the page's filter and time zone, without a limit. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const { searchParams } = new URL(request.url);
  const account = user.accounts.find(({ id }) => id === searchParams.get('account'));
  if (!account) return new Response(null, { status: 404 });
  const { lacksSecondFactor, role } = withAccount(user, account);
  if (lacksSecondFactor || !may(role, 'logs:read')) return new Response(null, { status: 403 });
  const format = searchParams.get('format') === 'ndjson' ? 'ndjson' : 'csv';
  const reader = await readReader();
  const { view, filter } = readLogView(searchParams, reader);
  const { period, zone } = view;
  const { stream } = streamExport(
    { accountId: account.id, filter, period, now: new Date(reader.now) },
    { format, zone, hasBom: format === 'csv' && searchParams.get('bom') === '1' },
  );
  return new Response(stream, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="requests-${new Date(reader.now).toISOString().slice(0, 10)}.${format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
