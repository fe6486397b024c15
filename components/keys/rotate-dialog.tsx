'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { focusOn } from '#components/ui/focus.ts';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import type { RotateKeyInput } from '#lib/keys/schema.ts';
import { GRACE_SECONDS } from '#lib/keys/settings.ts';
import { type FreshKey, useKeyDialogData } from './key-dialog-context.tsx';
import type { KeyDialogProps } from './key-dialogs.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useKeyAction } from './use-key-action.ts';

type Grace = RotateKeyInput['graceSeconds'];

const NAMES = { 0: 'now', 900: 'quarter', 3600: 'hour', 86400: 'day' } as const satisfies Record<Grace, string>;

const CHOSEN = '[role=radio][data-state=checked]';

/** Three steps: grace period of the old secret, summary, new secret. */
export function RotateDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys.rotate');
  const { actions } = useKeyDialogData();
  const { run, isPending, failure, forget } = useKeyAction(actions.rotate);
  const [grace, setGrace] = useState<Grace>(86_400);
  const [isReview, setReview] = useState(false);
  const [isBack, setBack] = useState(false);
  const [fresh, setFresh] = useState<FreshKey | null>(null);
  const rotate = async () => setFresh((await run({ id: subject.id, graceSeconds: grace }))?.data ?? null);
  if (fresh) {
    return (
      <SecretDialog
        fresh={fresh}
        title={t('done', { name: fresh.name })}
        description={t(`kept.${NAMES[grace]}`)}
        onClosed={onChanged}
      />
    );
  }
  const back = () => {
    forget();
    setReview(false);
    setBack(true);
  };
  const footer = isReview ? (
    <>
      <Button onClick={back}>{t('back')}</Button>
      <Button variant="primary" aria-busy={isPending || undefined} onClick={rotate}>
        {t('submit')}
      </Button>
    </>
  ) : (
    <Button variant="primary" onClick={() => setReview(true)}>
      {t('next')}
    </Button>
  );
  return (
    <Dialog open onOpenChange={onClosed}>
      <DialogContent
        onOpenAutoFocus={focusOn(CHOSEN)}
        title={t('title', { name: subject.name })}
        description={!isReview && t('text')}
        footer={footer}
        className="max-w-md"
      >
        {isReview ? (
          <div className="grid gap-3">
            <p ref={takeFocus} tabIndex={-1} className="outline-none">
              {t(`review.${NAMES[grace]}`)}
            </p>
            <p className="text-13 text-ink-muted">{t('budget')}</p>
            <FormError>{failure}</FormError>
          </div>
        ) : (
          <GracePick grace={grace} onPick={setGrace} isArrival={isBack} />
        )}
      </DialogContent>
    </Dialog>
  );
}

/** Focuses the new step, so that it is announced and Tab continues from it. */
const takeFocus = (arrived: HTMLElement | null) => arrived?.focus();

interface GracePickProps {
  grace: Grace;
  onPick: (grace: Grace) => void;
  /** The user came back from the second step, so the choice takes the focus. */
  isArrival: boolean;
}

function GracePick({ grace, onPick, isArrival }: GracePickProps) {
  const t = useTranslations('keys.rotate');
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isArrival) group.current?.querySelector<HTMLElement>(CHOSEN)?.focus();
  }, [isArrival]);
  return (
    <RadioGroup
      ref={group}
      aria-label={t('grace')}
      value={String(grace)}
      onValueChange={(value) => onPick(GRACE_SECONDS.find((seconds) => String(seconds) === value) ?? 86_400)}
    >
      {GRACE_SECONDS.map((seconds) => (
        <Radio key={seconds} value={String(seconds)} label={t(`picks.${NAMES[seconds]}`)} />
      ))}
    </RadioGroup>
  );
}
