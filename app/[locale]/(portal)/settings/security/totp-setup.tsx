'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogContent, DialogForm } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { focusFirstField } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';
import { confirmTotpAction } from './actions.ts';
import { codeForm } from './inputs.ts';

export interface TotpDraft {
  secret: string;
  /** An image as a data URL. */
  qr: string;
}

interface TotpSetupProps {
  draft: TotpDraft;
  onDone: (codes: string[]) => void;
  onClose: () => void;
}

export function TotpSetup({ draft: { secret, qr }, onDone, onClose }: TotpSetupProps) {
  const t = useTranslations('settings.security.totp');
  const guard = useStepUp();
  const confirmTotp = usePageAction(confirmTotpAction);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: codeForm,
    defaultValues: { code: '' },
    action: (values) => guard(() => confirmTotp(values)),
    onDone: ({ codes }) => onDone(codes),
  });
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={t('setupTitle')} description={t('setupText')} onOpenAutoFocus={focusFirstField}>
        <div className="grid gap-4">
          {/* biome-ignore lint/performance/noImgElement: generated for one user, so not worth optimising */}
          <img
            src={qr}
            alt={t('qr')}
            width={208}
            height={208}
            className="justify-self-center rounded-control bg-white p-2"
          />
          <div className="grid gap-1">
            <p className="text-13 text-ink-muted">{t('byHand')}</p>
            <p className="flex items-center gap-1">
              {/* On phones: two lines of four groups. */}
              <code className="font-mono text-13 max-sm:max-w-[19ch]">{secret.match(/.{1,4}/g)?.join(' ')}</code>
              <CopyButton text={secret} label={t('copySecret')} />
            </p>
          </div>
          <DialogForm onSubmit={submit} action={t('confirm')} isPending={isPending} failure={formError}>
            <Field label={t('code')} error={errorOf('code')}>
              <Input {...form.register('code')} inputMode="numeric" autoComplete="one-time-code" className="figures" />
            </Field>
          </DialogForm>
        </div>
      </DialogContent>
    </Dialog>
  );
}
