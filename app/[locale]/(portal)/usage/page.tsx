import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CursorGroup } from '#components/charts/cursor-group.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { AspectCharts } from '#components/usage/aspect-charts.tsx';
import { BreakdownTable } from '#components/usage/breakdown-table.tsx';
import { ExploreChart } from '#components/usage/explore-chart.tsx';
import { SavedViews } from '#components/usage/saved-views.tsx';
import { UsageFigures } from '#components/usage/usage-figures.tsx';
import { ViewControls } from '#components/usage/view-controls.tsx';
import { ViewNotes } from '#components/usage/view-notes.tsx';
import { ZoneMemory } from '#components/usage/zone-memory.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { ZONE_COOKIE } from '#lib/auth/cookies.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { type SearchParams, toUrlSearchParams } from '#lib/http/search-params.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { findUsagePage } from '#lib/usage/queries/usage-page.ts';
import { readReader } from '../read-reader.ts';
import { VIEW_ACTIONS } from './view-actions.ts';

interface Props extends LocaleParams {
  searchParams: SearchParams<string>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'usage' });
  return { title: t('title') };
}

/** The account's usage over a range, grouped and filtered as the URL says. */
export default async function UsagePage({ params, searchParams }: Props) {
  await readLocale(params);
  const user = await requireUser();
  const reader = await readReader();
  const query = await toUrlSearchParams(searchParams);
  const page = await findUsagePage(user, query, reader);
  if (!page) return <Forbidden />;
  const t = await getTranslations('usage');
  const emptiness = page.view.range.kind !== 'last' || hasFilter(page.view) ? 'filtered' : 'new';
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead
        title={t('title')}
        action={
          <>
            <SavedViews
              page="usage"
              views={page.saved}
              mayShare={user.account.kind === 'organisation'}
              actions={VIEW_ACTIONS}
            />
            {may(user.role, 'logs:read') && (
              <Button asChild>
                <Link href={`/logs${query.size > 0 ? `?${query}` : ''}`}>{t('requestsBehind')}</Link>
              </Button>
            )}
          </>
        }
      >
        {t('text', { zone: page.view.zone })}
      </PageHead>
      <ZoneMemory cookieName={ZONE_COOKIE} zone={reader.zone} />
      <ViewControls suggestions={page.suggestions} names={page.names} />
      <ViewNotes notes={page.notes} />
      {page.series.points.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          action={
            <Button asChild>
              <Link href={emptiness === 'filtered' ? '/usage' : '/docs/quickstart'}>
                {t(`empty.${emptiness}.action`)}
              </Link>
            </Button>
          }
        >
          {t(`empty.${emptiness}.text`)}
        </EmptyState>
      ) : (
        <div className="grid gap-12">
          <UsageFigures page={page} />
          <CursorGroup>
            <div className="grid gap-12">
              <h2 className="sr-only">{t('overTime')}</h2>
              <ExploreChart page={page} />
              <BreakdownTable page={page} />
              <AspectCharts page={page} />
            </div>
          </CursorGroup>
        </div>
      )}
    </PageFor>
  );
}

const hasFilter = ({ model, key, member, tag, endpoint, mode, outcome, status }: Filter): boolean =>
  [model, key, member, tag, endpoint, mode, outcome, status].some(({ length }) => length > 0);

type Filter = NonNullable<Awaited<ReturnType<typeof findUsagePage>>>['view'];
