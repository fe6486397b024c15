import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CapTable } from '#components/billing/caps/cap-table.tsx';
import { ChangeCap } from '#components/billing/caps/change-cap.tsx';
import { CreateCap } from '#components/billing/caps/create-cap.tsx';
import { ForecastLine } from '#components/billing/forecast-line.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { getSpendAlert } from '#lib/alerts/spend-alert.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { listCaps } from '#lib/billing/budgets/queries.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { formatCost, formatExactUsd } from '#lib/i18n/format.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { listWorkingKeys } from '#lib/keys/queries.ts';
import { listMembers } from '#lib/organisations/queries.ts';
import { forecast } from '#lib/statement/forecast.ts';
import { spendByHour } from '#lib/statement/hours.ts';
import { readReader } from '../../read-reader.ts';
import { changeCapAction, createCapAction, removeCapAction } from './actions.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing.limits' });
  return { title: t('title') };
}

/** Caps, alerts and the forecast of the remaining credit. */
export default async function LimitsPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('billing.limits');
  const now = new Date();
  const { accountId } = user;
  const [caps, alert, balance, hours] = await Promise.all([
    listCaps(accountId),
    getSpendAlert(accountId),
    getBalance(accountId),
    spendByHour(accountId),
  ]);
  const { zone: readerZone } = await readReader();
  const maySetCaps = may(user.role, 'billing:manage');
  const spent = formatCost(locale, alert.spent);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('text')}</PageHead>
      <Section title={t('forecast')} text={t('forecastText')}>
        <ForecastLine forecast={forecast(hours, balance.available, now)} now={now} />
      </Section>
      <Section
        title={t('caps')}
        text={t('capsText')}
        action={
          maySetCaps && (
            <CreateCap create={createCapAction} {...(await readChoices(accountId))} readerZone={readerZone} />
          )
        }
      >
        <CapTable
          caps={caps}
          now={now}
          mayOpenKeys={may(user.role, 'keys:read')}
          {...(maySetCaps && {
            actionOf: (cap) => (
              <ChangeCap
                cap={cap}
                actions={{ change: changeCapAction, remove: removeCapAction }}
                readerZone={readerZone}
              />
            ),
          })}
        />
      </Section>
      <Section
        title={t('alert')}
        text={t('alertText')}
        action={
          <Button asChild>
            <Link href="/settings/alerts">{t(alert.amount === null ? 'setAlert' : 'changeAlert')}</Link>
          </Button>
        }
      >
        <p className="text-14">
          {alert.amount === null
            ? t('noAlert', { spent })
            : t('alertAt', { amount: formatExactUsd(locale, alert.amount), spent })}
        </p>
      </Section>
    </PageFor>
  );
}

const MOST_CHOICES = 200;

/** Members and keys for which a cap can be set. */
async function readChoices(accountId: string) {
  const [members, keys] = await Promise.all([
    listMembers(accountId),
    listWorkingKeys(accountId, new Date(), { limit: MOST_CHOICES }),
  ]);
  return {
    members: members.map(({ userId, name, email }) => ({ id: userId, name: name ?? email })),
    keys: keys.map(({ id, name, hint }) => ({ id, name: `${name} (${hint})` })),
  };
}
