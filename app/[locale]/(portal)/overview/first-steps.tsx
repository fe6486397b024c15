import { useTranslations } from 'next-intl';
import { ResendVerification } from '#components/auth/resend-verification.tsx';
import { CreateKey } from '#components/keys/create-key.tsx';
import { KeyDialogProvider } from '#components/keys/key-dialog-context.tsx';
import { Checklist } from '#components/overview/checklist.tsx';
import { DismissButton } from '#components/overview/dismiss-button.tsx';
import { FirstCall } from '#components/overview/first-call.tsx';
import { Button } from '#components/ui/button.tsx';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { stripeMode } from '#lib/stripe/client.ts';
import { chatSamples, keyDialogData } from '../keys/key-dialog-data.ts';
import { resendVerificationAction } from '../settings/actions.ts';
import { dismissOnboardingAction } from './actions.ts';
import { nameKey } from './name-key.ts';
import type { Overview } from './read-overview.ts';

interface FirstStepsProps {
  user: CurrentUser;
  locale: Locale;
  overview: Overview;
  now: Date;
}

/** The checklist, with the content of each step. */
export function FirstSteps({ user, locale, overview: { onboarding, keys }, now }: FirstStepsProps) {
  const t = useTranslations('overview');
  const page = toRenderedFor(user);
  const { hasCredit } = onboarding;
  // Without credit only the sandbox answers, so the sample uses a test key.
  const shown = (hasCredit ? undefined : keys.find(({ mode }) => mode === 'test')) ?? keys[0];
  const samples = shown
    ? chatSamples().map((sample) => nameKey(sample, t('firstCall.keyIs', { name: shown.name })))
    : [];
  return (
    <KeyDialogProvider {...keyDialogData(user, now)}>
      <Checklist
        onboarding={onboarding}
        dismiss={
          <DismissButton
            label={t(onboarding.isComplete ? 'onboarding.finish' : 'onboarding.dismiss')}
            isDismissed
            action={dismissOnboardingAction.bind(null, page)}
          />
        }
        details={{
          verify: (
            <div className="grid gap-3">
              <p className="text-13">{t('onboarding.sentTo', { email: user.email })}</p>
              <ResendVerification onResend={resendVerificationAction.bind(null, page)} />
            </div>
          ),
          ...(user.isVerified && { createKey: <CreateKey mode={hasCredit ? 'live' : 'test'} /> }),
          ...(user.isVerified &&
            may(user.role, 'billing:manage') && {
              addCredit: stripeMode() !== 'none' && (
                <Button asChild variant="secondary">
                  <Link href="/billing">{t('onboarding.addCredit')}</Link>
                </Button>
              ),
              setAlert: (
                <Button asChild variant="secondary">
                  <Link href="/settings/alerts">{t('onboarding.setUp')}</Link>
                </Button>
              ),
            }),
          ...(shown && {
            firstCall: (
              <div className="grid gap-3">
                {!hasCredit && shown.mode === 'live' && (
                  <div className="flex flex-wrap items-center justify-between gap-3">
                    <p className="max-w-reading text-13">{t('firstCall.noCredit')}</p>
                    <CreateKey mode="test" variant="secondary" />
                  </div>
                )}
                <FirstCall samples={samples} watchUrl={`/${locale}/overview/first-call?account=${user.accountId}`} />
              </div>
            ),
          }),
        }}
      />
    </KeyDialogProvider>
  );
}
