import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StatementFilters } from '#components/billing/statement-filters.tsx';
import { StatementTable } from '#components/billing/statement-table.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { type SearchParams, toUrlSearchParams } from '#lib/http/search-params.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { isFiltered, toQuery } from '#lib/statement/filter.ts';
import { ProvedBalance } from '../proved-balance.tsx';
import { readStatement } from './read-statement.ts';

interface Props extends LocaleParams {
  searchParams: SearchParams<string>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing.statement' });
  return { title: t('title') };
}

export default async function StatementPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('billing.statement');
  const now = new Date();
  const { filter, choices, movements, hasMore, topUps, keyNames, isFirstPage } = await readStatement(
    user.accountId,
    await toUrlSearchParams(searchParams),
    now,
  );
  const query = toQuery(filter);
  const last = movements.at(-1);
  const account = { ...query, account: user.accountId };
  const base = `/${locale}/billing/statement`;
  const files = [
    [t('csv'), `${base}/export?${new URLSearchParams({ ...account, format: 'csv' })}`],
    [t('json'), `${base}/export?${new URLSearchParams({ ...account, format: 'json' })}`],
    [t('requests'), `${base}/requests?${new URLSearchParams(account)}`],
  ];
  const downloads = files.map(([label, href]) => (
    <Button key={href} asChild>
      <a href={href} download>
        {label}
      </a>
    </Button>
  ));
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')} action={movements.length > 0 && downloads}>
        {t('text')}
      </PageHead>
      <ProvedBalance accountId={user.accountId} now={now} />
      <StatementFilters filter={filter} {...choices} />
      {movements.length > 0 && <StatementTable {...{ movements, topUps, keyNames, now }} />}
      {movements.length === 0 && (
        <EmptyState
          title={t(isFiltered(filter) ? 'nothingMatches' : 'nothing')}
          action={
            isFiltered(filter) && (
              <Button asChild>
                <Link href="/billing/statement">{t('clear')}</Link>
              </Button>
            )
          }
        >
          {!isFiltered(filter) && t('nothingText')}
        </EmptyState>
      )}
      <nav aria-label={t('pages')} className="flex gap-2 pt-4 empty:hidden">
        {!isFirstPage && (
          <Button asChild>
            <Link href={{ pathname: '/billing/statement', query }}>{t('newest')}</Link>
          </Button>
        )}
        {hasMore && last && (
          <Button asChild>
            <Link href={{ pathname: '/billing/statement', query: { ...query, before: last.entryId.toString() } }}>
              {t('older')}
            </Link>
          </Button>
        )}
      </nav>
    </PageFor>
  );
}
