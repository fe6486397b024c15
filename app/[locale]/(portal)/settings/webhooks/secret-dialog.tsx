'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { focusOn } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';

/** Shows a new secret. A click outside does not close the dialog. */
export function SecretDialog({ secret, onClosed }: { secret: string; onClosed: () => void }) {
  const t = useTranslations('settings.webhooks.secret');
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClosed()}>
      <DialogContent
        title={t('title')}
        description={t('text')}
        onOpenAutoFocus={focusOn('input')}
        onInteractOutside={(event) => event.preventDefault()}
        footer={<Button onClick={onClosed}>{t('done')}</Button>}
      >
        <div className="grid gap-3">
          <Field label={t('title')}>
            <Input
              readOnly
              value={secret}
              autoComplete="off"
              onFocus={(event) => event.target.select()}
              className="font-mono"
            />
          </Field>
          <div>
            <CopyButton text={secret} label={t('copy')} isLabelShown variant="primary" />
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}
