import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Playground } from '#components/playground/playground.tsx';
import type { PlaygroundData } from '#components/playground/playground-data.ts';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { type RenderedFor, toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { env, publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { listCallableKeys } from '#lib/keys/queries.ts';
import { openContentAction } from '../logs/actions.ts';
import { listPlayedAction, listSharesAction, revokeShareAction, shareDraftAction } from './actions.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'playground' });
  return { title: t('title') };
}

export default async function PlaygroundPage({ params }: LocaleParams) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'playground:use')) return <Forbidden />;
  const data = await readPlayground(user);
  return (
    <PageFor {...data.page}>
      <Playground data={data} />
    </PageFor>
  );
}

const MOST_KEYS = 50;

const shareActions = (page: RenderedFor): PlaygroundData['share'] => ({
  create: shareDraftAction.bind(null, page),
  list: listSharesAction.bind(null, page),
  revoke: revokeShareAction.bind(null, page),
});

async function readPlayground(user: CurrentUser): Promise<PlaygroundData> {
  const now = new Date();
  const [keys, { available }] = await Promise.all([
    listCallableKeys(user.accountId, now, { limit: MOST_KEYS }),
    getBalance(user.accountId),
  ]);
  const isSandboxOnly = env.ANTHROPIC_API_KEY.length === 0;
  const page = toRenderedFor(user);
  return {
    ...{
      page,
      openStored: openContentAction.bind(null, page),
      share: shareActions(page),
      keys,
      available,
      isSandboxOnly,
      now,
    },
    ...{ retention: user.account.retention, listPlayed: listPlayedAction.bind(null, page) },
    ...{ mayReadBilling: may(user.role, 'billing:read'), apiUrl: `${publicUrl}${SITE.apiPath}` },
  };
}
