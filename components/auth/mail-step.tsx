'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { AuthHead, BackToSignIn } from './auth-page.tsx';
import { callAction } from './call-action.ts';
import { Form } from './form.tsx';
import { useMailToken } from './mail-token.ts';
import { useFailureText } from './use-failure-text.ts';

interface MailStepProps<T> {
  /** Selects the messages of this step. */
  step: 'verify' | 'link' | 'emailChange';
  onConfirm: (token: string) => Promise<ActionResult<T>>;
  /** The next step, which may still fail. */
  follow: (data: T) => Promise<ActionFailure | null>;
  onFailure?: (failure: ActionFailure, token: string) => boolean;
  texts?: Partial<Record<ActionFailure['code'], string>>;
}

/**
 * The page behind a link in an e-mail, with one button. Opening the link alone has no effect, because mail scanners
 * open links.
 * When the link is used or broken, the button is replaced by links to continue.
 */
export function MailStep<T>({ step, onConfirm, follow, onFailure, texts }: MailStepProps<T>) {
  const t = useTranslations('auth');
  const token = useMailToken();
  const failureText = useFailureText();
  const [failed, setFailed] = useState<ActionFailure & { token: string }>();
  const [isPending, startTransition] = useTransition();
  const confirm = (secret: string) =>
    startTransition(async () => {
      setFailed(undefined);
      const result = await callAction(() => onConfirm(secret));
      const failure = result.ok ? await follow(result.data) : result.error;
      if (failure && !onFailure?.(failure, secret)) setFailed({ ...failure, token: secret });
    });
  // Another link may be opened in this tab, and has not failed yet.
  const failure = failed?.token === token ? failed : undefined;
  const isGone = failure?.code === 'invalid_token';
  if (token === null) {
    return (
      <>
        <AuthHead title={t(`${step}.title`)}>{t(`${step}.missing`)}</AuthHead>
        <BackToSignIn />
      </>
    );
  }
  return (
    <>
      <AuthHead title={t(`${step}.title`)} isArrival={isGone}>
        {!isGone && t(`${step}.text`)}
      </AuthHead>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (token && !isPending) confirm(token);
        }}
      >
        <FormError>{failure && failureText(failure, texts)}</FormError>
        {isGone ? (
          <div>
            <BackToSignIn />
          </div>
        ) : (
          <SubmitButton size="large" isPending={isPending || token === undefined}>
            {t(`${step}.submit`)}
          </SubmitButton>
        )}
      </Form>
    </>
  );
}
