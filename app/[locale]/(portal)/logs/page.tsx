import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { formatFigure } from '#components/charts/figure.ts';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { LiveLog } from '#components/usage/live-log.tsx';
import { LogControls } from '#components/usage/log-controls.tsx';
import { LogDrawer } from '#components/usage/log-drawer.tsx';
import { LogHistogram } from '#components/usage/log-histogram.tsx';
import { RequestDetail } from '#components/usage/request-detail.tsx';
import { SavedViews } from '#components/usage/saved-views.tsx';
import { SessionSummary } from '#components/usage/session-summary.tsx';
import { ViewNotes } from '#components/usage/view-notes.tsx';
import { ZoneMemory } from '#components/usage/zone-memory.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { ZONE_COOKIE } from '#lib/auth/cookies.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { publicUrl } from '#lib/config/env.ts';
import { type SearchParams, toUrlSearchParams } from '#lib/http/search-params.ts';
import { formatMoment } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { findLogOverview, type LogOverview } from '#lib/usage/queries/log-page.ts';
import { cursorAt, type LogCursor } from '#lib/usage/queries/logs.ts';
import { LOG_PARSERS } from '#lib/usage/view/log-view.ts';
import { readReader } from '../read-reader.ts';
import { VIEW_ACTIONS } from '../usage/view-actions.ts';
import { openContentAction } from './actions.ts';

interface Props extends LocaleParams {
  searchParams: SearchParams<string>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'usage.log' });
  return { title: t('title') };
}

/** All requests of the account, with totals of those that match the filter. */
export default async function LogsPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const user = await requireUser();
  const reader = await readReader();
  const query = await toUrlSearchParams(searchParams);
  const log = await findLogOverview(user, query, reader);
  if (!log) return <Forbidden />;
  const t = await getTranslations('usage.log');
  const { view, page, names, receipt } = log;
  const isRunning = !log.before && !log.after && view.period.to > reader.now;
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead
        title={t('title')}
        action={
          <>
            <SavedViews
              page="logs"
              views={log.saved}
              mayShare={user.account.kind === 'organisation'}
              actions={VIEW_ACTIONS}
            />
            {(['csv', 'ndjson'] as const).map((format) => (
              <Button key={format} asChild>
                <a
                  href={`/${locale}/logs/export${changed(query, { account: user.accountId, format, zone: view.zone })}`}
                  download
                >
                  {t(`export.${format}`)}
                </a>
              </Button>
            ))}
          </>
        }
      >
        {t('text', { zone: view.zone })}
      </PageHead>
      <ZoneMemory cookieName={ZONE_COOKIE} zone={reader.zone} />
      <LogControls suggestions={log.suggestions} names={names} />
      <ViewNotes notes={log.notes} />
      <div className="grid gap-6">
        {log.session && <SessionSummary session={log.session} log={log} now={new Date(reader.now)} />}
        <LogHistogram log={log} />
        <Totals log={log} locale={locale} />
        <LiveLog
          key={filterOf(query)}
          tailUrl={isRunning ? `/${locale}/logs/tail${changed(query, { account: user.accountId, open: null })}` : null}
          now={reader.now}
          rows={page.rows}
          stored={log.stored}
          underWay={log.underWay}
          zone={view.zone}
          names={names}
          open={log.open}
          query={filterOf(query)}
        >
          {page.rows.length === 0 && page.isComplete && <EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
        </LiveLog>
        <Paging log={log} query={query} locale={locale} />
      </div>
      <LogDrawer title={t('request')} description={receipt ? formatMoment(locale, receipt.settledAt, view.zone) : ''}>
        {receipt && (
          <RequestDetail
            receipt={receipt}
            attempts={log.attempts}
            names={names}
            zone={view.zone}
            api={`${publicUrl}/api/v1`}
            mayReadBilling={may(user.role, 'billing:read')}
            content={{
              note: log.stored.get(receipt.requestId) ?? null,
              mayRead: may(user.role, 'content:read'),
              mayPlay: may(user.role, 'playground:use'),
              open: openContentAction,
            }}
          />
        )}
      </LogDrawer>
    </PageFor>
  );
}

/** Returns the query with some values changed; null removes a value. */
function changed(query: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next.size > 0 ? `?${next}` : '';
}

/** Returns the query without the open request, ready to append a value. */
function filterOf(query: URLSearchParams): string {
  const filter = changed(query, { open: null }).slice(1);
  return filter && `${filter}&`;
}

async function Totals({ log: { totals }, locale }: { log: LogOverview; locale: Locale }) {
  const t = await getTranslations('usage.log');
  const format = await getFormatter();
  const { requests, errors, tokens, cost, isComplete } = totals;
  return (
    <p className="figures text-14" data-slot="log-totals">
      {t(isComplete ? 'totals' : 'totalsAtLeast', {
        count: requests,
        requests: format.number(requests),
        errors: format.number(errors),
        tokens: format.number(tokens),
        cost: formatFigure(locale, { figure: 'usd' }, cost, 'exact'),
      })}
    </p>
  );
}

interface PagingProps {
  log: LogOverview;
  query: URLSearchParams;
  locale: Locale;
}

async function Paging({ log: { page, before, after, view }, query, locale }: PagingProps) {
  const t = await getTranslations('usage.log');
  const isNewer = after !== null && before === null;
  const [first, last] = [page.rows.at(0), page.rows.at(-1)];
  const hrefTo = (side: 'before' | 'after', cursor: LogCursor) =>
    `/logs${changed(query, { before: null, after: null, open: null, [side]: LOG_PARSERS[side].serialize(cursor) })}`;
  const hasNewer = isNewer ? page.hasMore : before !== null;
  const hasOlder = isNewer || page.hasMore;
  return (
    <nav aria-label={t('paging')} className="flex flex-wrap items-center gap-3">
      {hasNewer && first && (
        <Button asChild>
          <Link href={hrefTo('after', first)}>{t('newer')}</Link>
        </Button>
      )}
      {hasOlder && last && page.isComplete && (
        <Button asChild>
          <Link href={hrefTo('before', last)}>{t('older')}</Link>
        </Button>
      )}
      {!page.isComplete && (
        <>
          <span className="text-13 text-ink-muted">
            {t(isNewer ? 'searchedUpTo' : 'searchedUntil', {
              moment: formatMoment(locale, page.searchedUntil, view.zone),
            })}
          </span>
          <Button asChild>
            <Link href={hrefTo(isNewer ? 'after' : 'before', cursorAt(page.searchedUntil))}>{t('keepSearching')}</Link>
          </Button>
        </>
      )}
    </nav>
  );
}
