'use client';

import { type ReactNode, useState, useTransition } from 'react';
import { FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { AuthHead } from './auth-head.tsx';
import { BackToSignIn } from './back-to-sign-in.tsx';
import { Form } from './form.tsx';
import { useFailureText } from './use-failure-text.ts';
import { useMailToken } from './use-mail-token.ts';

interface MailStepProps<T> {
  title: ReactNode;
  text: ReactNode;
  /** The button's words. */
  action: ReactNode;
  /** Shown when the address holds no token. */
  missing: ReactNode;
  onConfirm: (token: string) => Promise<ActionResult<T>>;
  onDone: (data: T) => void | Promise<void>;
  onFailure?: (failure: ActionFailure, token: string) => boolean;
  texts?: Partial<Record<ActionFailure['code'], string>>;
}

/**
 * Where a link from a mail leads: one button. The link alone does nothing, because mail scanners open links too. Once the
 * link has turned out to be used or broken, the button gives way to the way on.
 */
export function MailStep<T>({ title, text, action, missing, onConfirm, onDone, onFailure, texts }: MailStepProps<T>) {
  const token = useMailToken();
  const failureText = useFailureText();
  const [failed, setFailed] = useState<ActionFailure & { token: string }>();
  const [isPending, startTransition] = useTransition();
  const confirm = (secret: string) =>
    startTransition(async () => {
      setFailed(undefined);
      const result = await onConfirm(secret);
      if (result.ok) return void (await onDone(result.data));
      if (!onFailure?.(result.error, secret)) setFailed({ ...result.error, token: secret });
    });
  // Another link may be opened in this tab: it has not failed yet.
  const failure = failed?.token === token ? failed : undefined;
  const isGone = failure?.code === 'invalid_token';
  if (token === null) {
    return (
      <>
        <AuthHead title={title}>{missing}</AuthHead>
        <BackToSignIn />
      </>
    );
  }
  return (
    <>
      <AuthHead title={title} isArrival={isGone}>
        {!isGone && text}
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
            {action}
          </SubmitButton>
        )}
      </Form>
    </>
  );
}
