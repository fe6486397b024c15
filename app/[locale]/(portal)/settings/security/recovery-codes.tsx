'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';

/** Shown once. Only the button closes it: a click beside it would lose them. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const t = useTranslations('settings.security.codes');
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t('title')}
        description={t('text')}
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <>
            <CopyButton text={codes.join('\n')} label={t('copy')} isLabelShown />
            <Button variant="primary" onClick={onClose}>
              {t('done')}
            </Button>
          </>
        }
      >
        <ol className="grid grid-cols-2 gap-x-6 gap-y-2 font-mono text-14">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </DialogContent>
    </Dialog>
  );
}
