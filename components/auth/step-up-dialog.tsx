'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { focusFirstField } from './focus-first-field.ts';
import { CodeProof, PasskeyProof, PasswordProof, type ProofActions } from './proofs.tsx';

/** What the user could prove it with. */
export interface ProofMethods {
  hasPassword: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
}

interface StepUpDialogProps {
  methods: ProofMethods;
  actions: ProofActions;
  isOpen: boolean;
  onClose: (isProved: boolean) => void;
}

/** Asks as signing in does: for the second factor where there is one, and for the password only where there is none. */
export function StepUpDialog({ methods: { hasPassword, hasTotp, hasPasskey }, actions, ...dialog }: StepUpDialogProps) {
  const t = useTranslations('auth');
  const { isOpen, onClose } = dialog;
  const way = { actions, onDone: () => onClose(true) };
  return (
    <Dialog open={isOpen} onOpenChange={(next) => next || onClose(false)}>
      <DialogContent title={t('stepUp.title')} description={t('stepUp.text')} onOpenAutoFocus={focusFirstField}>
        <div className="grid gap-4">
          {hasTotp && <CodeProof {...way} takes="app" />}
          {hasPasskey && <PasskeyProof {...way} variant={hasTotp ? 'secondary' : 'primary'} />}
          {hasPasskey && !hasTotp && (
            <>
              <p className="border-t pt-4 text-13 text-ink-muted">{t('code.orRecovery')}</p>
              <CodeProof {...way} takes="recovery" />
            </>
          )}
          {!hasTotp && !hasPasskey && (hasPassword ? <PasswordProof {...way} /> : <SignInAgain />)}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function SignInAgain() {
  const t = useTranslations('auth.stepUp');
  return (
    <>
      <p className="text-14">{t('signInAgain')}</p>
      <Button asChild variant="primary">
        <Link href="/settings/security">{t('toSecurity')}</Link>
      </Button>
    </>
  );
}
