import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { hasSecondFactor } from '#lib/accounts/second-factor-rule.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireAccount } from '#lib/auth/session.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { listInvitations, listMembers } from '#lib/organisations/queries.ts';
import { Invitations, InviteForm } from './invitations.tsx';
import { Members } from './members.tsx';
import { CreateOrganisation, RenameForm } from './organisation.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.members' });
  return { title: t('title') };
}

export default async function MembersPage({ params }: LocaleParams) {
  await readLocale(params);
  const t = await getTranslations('settings.members');
  const user = await requireAccount('members:read');
  const now = new Date();
  const [members, invitations] = await Promise.all([listMembers(user.accountId), listInvitations(user.accountId, now)]);
  const isOrganisation = user.account.kind === 'organisation';
  const mayManage = isOrganisation && may(user.role, 'members:manage');
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t(isOrganisation ? 'lede' : 'personalLede')}</PageHead>
      {isOrganisation && may(user.role, 'account:update') && (
        <Section title={t('organisation')} text={t('organisationText')}>
          <RenameForm name={user.account.name} />
        </Section>
      )}
      {isOrganisation && (
        <Section title={t('people', { organisation: user.account.name })} text={t('peopleText')}>
          <Members members={members} selfId={user.id} role={user.role} />
        </Section>
      )}
      {mayManage && (
        <Section title={t('invite')} text={t('inviteText')}>
          <InviteForm role={user.role} />
          <Invitations invitations={invitations} now={now} />
        </Section>
      )}
      <Section title={t('create')} text={t('createText')}>
        {hasSecondFactor(user) ? <CreateOrganisation /> : <SecondFactorFirst />}
      </Section>
    </PageFor>
  );
}

async function SecondFactorFirst() {
  const t = await getTranslations('secondFactor');
  return (
    <div className="grid max-w-reading justify-items-start gap-3">
      <p className="text-14">{t('toCreate')}</p>
      <Button asChild>
        <Link href="/settings/security">{t('action')}</Link>
      </Button>
    </div>
  );
}
