import { LockKeyhole } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { hasSecondFactor } from '#lib/accounts/second-factor-rule.ts';
import { listIdentities, PROVIDERS } from '#lib/auth/identities.ts';
import { listPasskeys } from '#lib/auth/passkeys.ts';
import { countRecoveryCodes } from '#lib/auth/recovery-codes.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { listSessions } from '#lib/auth/sessions.ts';
import { toBrowserName } from '#lib/auth/user-agent.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { Authenticator } from './authenticator.tsx';
import { Identities } from './identities.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoveryCodeStock } from './recovery-codes.tsx';
import { Sessions } from './sessions.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.security' });
  return { title: t('title') };
}

interface Props extends LocaleParams {
  searchParams: SearchParams<'error'>;
}

export default async function SecurityPage({ params, searchParams }: Props) {
  await readLocale(params);
  const refusal = firstValue((await searchParams).error) ?? null;
  const t = await getTranslations('settings.security');
  const user = await requirePerson();
  const now = new Date();
  const [codesLeft, passkeys, identities, sessions] = await Promise.all([
    countRecoveryCodes(user.id),
    listPasskeys(user.id),
    listIdentities(user.id),
    listSessions(user.id, now),
  ]);
  const rows = sessions.map(({ userAgent, ...session }) => ({
    ...session,
    browser: toBrowserName(userAgent),
    isCurrent: session.id === user.sessionId,
  }));
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      {user.lacksSecondFactor && <SecondFactorNotice organisation={user.account.name} />}
      <Section title={t('password.title')} text={t('password.text')}>
        <PasswordForm hasPassword={user.hasPassword} email={user.email} />
      </Section>
      <Section title={t('totp.title')} text={t('totp.text')}>
        <Authenticator isOn={user.hasTotp} hasPasskey={user.hasPasskey} />
      </Section>
      <Section title={t('passkeys.title')} text={t('passkeys.text')}>
        <Passkeys passkeys={passkeys} now={now} />
      </Section>
      {hasSecondFactor(user) && (
        <Section title={t('codes.section')} text={t('codes.sectionText')}>
          <RecoveryCodeStock left={codesLeft} />
        </Section>
      )}
      {PROVIDERS.length > 0 && (
        <Section id="identities" title={t('identities.title')} text={t('identities.text')}>
          <Identities providers={PROVIDERS} linked={identities.map(({ provider }) => provider)} refusal={refusal} />
        </Section>
      )}
      <Section title={t('sessions.title')} text={t('sessions.text')}>
        <Sessions sessions={rows} now={now} />
      </Section>
    </PageFor>
  );
}

async function SecondFactorNotice({ organisation }: { organisation: string }) {
  const t = await getTranslations('secondFactor');
  return (
    <p className="mb-6 flex gap-2 rounded-control bg-warning-soft px-3 py-2 text-13 text-ink">
      <LockKeyhole aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>{t('notice', { organisation })}</span>
    </p>
  );
}
