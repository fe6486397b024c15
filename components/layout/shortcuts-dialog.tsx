'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, useId } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Label } from '#components/ui/field.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
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

interface SwitchProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  checked: boolean;
  onCheckedChange: (isChecked: boolean) => void;
}

/** Takes effect at once. What waits for a button is a checkbox. */
function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      data-slot="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        'tap-target group/switch inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-control-line bg-sunken p-0.5 transition-colors disabled:opacity-50 aria-checked:border-accent aria-checked:bg-accent',
        className,
      )}
      {...props}
    >
      <span className="block size-3.5 rounded-full bg-ink-faint transition-transform group-aria-checked/switch:translate-x-4 group-aria-checked/switch:bg-on-accent" />
    </button>
  );
}
