'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import { answerWithPasskeyAction, startPasskeyAnswerAction } from './actions.ts';
import { usePasskey } from './use-passkey.ts';

interface PasskeyAnswerProps extends Pick<ButtonProps, 'variant'> {
  challenge: string;
  onTicket: (ticket: string) => Promise<ActionFailure>;
}

export function PasskeyAnswer({ challenge, onTicket, variant }: PasskeyAnswerProps) {
  const t = useTranslations('auth.code');
  const [error, setError] = useState<string>();
  const answer = usePasskey({
    start: () => startPasskeyAnswerAction({ challenge }),
    answer: (response) => answerWithPasskeyAction({ challenge, response }),
    texts: { expired: t('tooManyTries'), refused: t('passkeyRefused') },
    onTicket,
    onError: setError,
  });
  return (
    <div className="grid gap-2">
      <FormError>{error}</FormError>
      <Button size="large" variant={variant} onClick={answer}>
        <KeyRound aria-hidden />
        {t('passkey')}
      </Button>
    </div>
  );
}
