'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState, useTransition } from 'react';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { MOST_SHARED_BYTES, SHARE_PERIODS, type ShareDays, type ShareSummary } from '#lib/playground/share/rules.ts';
import { toSnapshot } from '#lib/playground/share/snapshot.ts';
import { useDraft, usePlayground } from '../state/playground-context.tsx';
import { ShareList } from './share-list.tsx';

/** Lists the content a link will show, creates the link, and lists active links. */
export default function ShareDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('playground.share');
  const common = useTranslations('common');
  const locale = useLocale();
  const failureText = useFailureText();
  const { data } = usePlayground();
  const draft = useDraft();
  const [days, setDays] = useState<ShareDays>('week');
  const [link, setLink] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [shares, setShares] = useState<readonly ShareSummary[]>([]);
  const [isPending, startTransition] = useTransition();
  const list = () =>
    startTransition(async () => {
      const listed = await data.share.list({});
      if (listed.ok) setShares(listed.data);
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the dialog opens
  useEffect(list, []);
  const share = () =>
    startTransition(async () => {
      const snapshot = toSnapshot(draft);
      if (new Blob([JSON.stringify(snapshot)]).size > MOST_SHARED_BYTES) return setFailure(t('tooLong'));
      const made = await data.share.create({ draft: { ...snapshot }, days });
      setFailure(made.ok ? undefined : failureText(made.error));
      if (!made.ok) return;
      setLink(`${location.origin}/${locale}/share/${made.data}`);
      list();
    });
  const revoke = (id: string) =>
    startTransition(async () => {
      const revoked = await data.share.revoke({ id });
      setFailure(revoked.ok ? undefined : failureText(revoked.error));
      if (revoked.ok) setShares((all) => all.filter((one) => one.id !== id));
    });
  const footer = link ? (
    <Button variant="primary" onClick={onClose}>
      {common('close')}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{common('cancel')}</Button>
      <Button variant="primary" onClick={() => isPending || share()} aria-busy={isPending || undefined}>
        {t('create')}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={t('title')} description={t('text')} footer={footer}>
        <div className="grid gap-5">
          {link ? (
            <div className="grid gap-1.5">
              <div className="flex items-end gap-1">
                <Field label={t('link')} className="grow">
                  <Input
                    readOnly
                    value={link}
                    onFocus={(event) => event.target.select()}
                    className="font-mono text-12"
                  />
                </Field>
                <CopyButton text={link} label={t('copy')} />
              </div>
              <p className="text-13 text-ink-muted">{t('linkHint')}</p>
            </div>
          ) : (
            <>
              <VisibleParts />
              <RadioGroup
                aria-label={t('period')}
                value={days}
                onValueChange={(value) => setDays(SHARE_PERIODS.find((period) => period === value) ?? 'week')}
                className="grid-cols-3"
              >
                {SHARE_PERIODS.map((period) => (
                  <Radio key={period} value={period} label={t(`periods.${period}`)} />
                ))}
              </RadioGroup>
            </>
          )}
          <FormError>{failure}</FormError>
          <ShareList shares={shares} onRevoke={revoke} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** The parts of a draft that everybody with the link sees, and the parts that stay private. */
function VisibleParts() {
  const t = useTranslations('playground.share');
  const { columns } = useDraft();
  const count = columns.reduce((sum, { messages }) => sum + messages.length, 0);
  return (
    <div className="grid gap-2 text-13">
      <p className="font-medium">{t('visible')}</p>
      <ul className="list-disc ps-5 text-ink-muted">
        <li>{t('messages', { count })}</li>
        <li>{t('settings')}</li>
        <li>{t('you')}</li>
      </ul>
      <p className="font-medium">{t('hidden')}</p>
      <p className="text-ink-muted">{t('hiddenText')}</p>
    </div>
  );
}
