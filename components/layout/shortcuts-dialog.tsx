'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Label } from '#components/ui/field.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { NAVIGATION } from './navigation.ts';

interface ShortcutsDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
}

export function ShortcutsDialog({ isOpen, onOpenChange, isOn, onSwitch }: ShortcutsDialogProps) {
  const t = useTranslations('shell.shortcuts');
  const shell = useTranslations('shell');
  const rows = [
    { name: t('commands'), keys: ['Ctrl/⌘', 'K'] },
    { name: t('search'), keys: ['/'] },
    { name: t('help'), keys: ['?'] },
    { name: t('close'), keys: ['Esc'] },
    ...NAVIGATION.map(({ id, shortcut }) => ({
      name: t('goTo', { page: shell(`navigation.${id}`) }),
      keys: ['g', shortcut],
      isSequence: true,
    })),
  ];
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t('title')}>
        <dl className="grid">
          {rows.map(({ name, keys, ...row }) => (
            <div key={name} className="flex min-h-9 items-center justify-between gap-4 border-b py-1.5">
              <dt>{name}</dt>
              <dd className="flex shrink-0 items-center gap-1 text-12 text-ink-muted">
                {keys.map((key, index) => (
                  <span key={key} className="contents">
                    {index > 0 && 'isSequence' in row && <span>{t('then')}</span>}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <SingleKeySwitch isOn={isOn} onSwitch={onSwitch} />
      </DialogContent>
    </Dialog>
  );
}

function SingleKeySwitch({ isOn, onSwitch }: Pick<ShortcutsDialogProps, 'isOn' | 'onSwitch'>) {
  const t = useTranslations('shell.shortcuts');
  const id = useId();
  return (
    <div className="mt-4 flex items-start justify-between gap-4">
      <div className="grid gap-0.5">
        <Label htmlFor={id}>{t('singleKeys')}</Label>
        <p id={`${id}-hint`} className="text-13 text-ink-muted">
          {t('singleKeysHint')}
        </p>
      </div>
      <Switch id={id} aria-describedby={`${id}-hint`} checked={isOn} onCheckedChange={onSwitch} />
    </div>
  );
}
