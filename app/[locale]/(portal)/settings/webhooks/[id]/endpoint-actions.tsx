'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, useTransition } from 'react';
import { callAction } from '#components/auth/call-action.ts';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { useRouter } from '#lib/i18n/navigation.ts';
import {
  pauseEndpointAction,
  removeEndpointAction,
  resendDeliveryAction,
  rotateEndpointSecretAction,
  testEndpointAction,
} from '../actions.ts';
import { SecretDialog } from '../secret-dialog.tsx';

/** Runs an action and shows its outcome as a toast. */
function useSaid() {
  const failureText = useFailureText();
  const [isPending, startTransition] = useTransition();
  const run = (work: () => Promise<ActionResult<unknown>>, done: string) =>
    startTransition(async () => {
      const result = await callAction(work);
      if (result.ok) toast.success(done);
      else toast.error(failureText(result.error));
    });
  return { run, busy: isPending || undefined };
}

export function TestEndpoint({ id }: { id: string }) {
  const t = useTranslations('settings.webhooks');
  const test = usePageAction(testEndpointAction);
  const { run, busy } = useSaid();
  return (
    <Button aria-busy={busy} onClick={() => run(() => test({ id }), t('tested'))}>
      {t('test')}
    </Button>
  );
}

export function PauseEndpoint({ id, isPaused }: { id: string; isPaused: boolean }) {
  const t = useTranslations('settings.webhooks');
  const guard = useStepUp();
  const pause = usePageAction(pauseEndpointAction);
  const { run, busy } = useSaid();
  const turn = () => run(() => guard(() => pause({ id, isPaused: !isPaused })), t(isPaused ? 'resumed' : 'paused'));
  return (
    <Button aria-busy={busy} variant={isPaused ? 'primary' : 'secondary'} onClick={turn}>
      {t(isPaused ? 'resume' : 'pause')}
    </Button>
  );
}

/** @param id of a delivery */
export function Resend({ id }: { id: string }) {
  const t = useTranslations('settings.webhooks');
  const resend = usePageAction(resendDeliveryAction);
  const { run, busy } = useSaid();
  return (
    <Button aria-busy={busy} onClick={() => run(() => resend({ id }), t('resent'))}>
      {t('resend')}
    </Button>
  );
}

export function RotateSecret({ id }: { id: string }) {
  const t = useTranslations('settings.webhooks');
  const guard = useStepUp();
  const failureText = useFailureText();
  const rotate = usePageAction(rotateEndpointSecretAction);
  const [secret, setSecret] = useState<string>();
  const confirm = async () => {
    const result = await callAction(() => guard(() => rotate({ id })));
    if (!result.ok) return failureText(result.error);
    setSecret(result.data.secret);
    return undefined;
  };
  return (
    <div>
      <ConfirmDialog
        trigger={<Button>{t('rotate')}</Button>}
        title={t('rotateTitle')}
        description={t('rotateText')}
        action={t('rotate')}
        onConfirm={confirm}
      />
      {secret && <SecretDialog secret={secret} onClosed={() => setSecret(undefined)} />}
    </div>
  );
}

export function RemoveEndpoint({ id }: { id: string }) {
  const t = useTranslations('settings.webhooks');
  const guard = useStepUp();
  const router = useRouter();
  const failureText = useFailureText();
  const remove = usePageAction(removeEndpointAction);
  const confirm = async () => {
    const result = await callAction(() => guard(() => remove({ id })));
    if (!result.ok) return failureText(result.error);
    toast.success(t('removed'));
    router.push('/settings/webhooks');
    return undefined;
  };
  return (
    <div>
      <ConfirmDialog
        trigger={<Button variant="danger">{t('remove')}</Button>}
        title={t('removeTitle')}
        description={t('removeText')}
        action={t('remove')}
        onConfirm={confirm}
      />
    </div>
  );
}

const REFRESH_MS = 1_500;

/** Refreshes the page regularly while a first attempt is pending. */
export function RefreshWhile({ isOn }: { isOn: boolean }) {
  const { refresh } = useTab();
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(refresh, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isOn, refresh]);
  return null;
}
