'use client';

import { Check, Copy, Eye, EyeOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { useCopy } from '#components/ui/copy-button.tsx';
import { Label } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { type FreshKey, useKeyDialogData } from './key-dialog-context.tsx';

interface SecretViewProps {
  fresh: FreshKey;
  isRevealed: boolean;
  onReveal: (isRevealed: boolean) => void;
  /** Called once the user has probably stored the secret, for example by copying it. */
  onTaken: () => void;
}

/** The secret, shown once, with buttons to copy and save it. */
export function SecretView({ fresh, isRevealed, onReveal, onTaken }: SecretViewProps) {
  const t = useTranslations('keys.secret');
  const { samples } = useKeyDialogData();
  const id = useId();
  const EyeIcon = isRevealed ? EyeOff : Eye;
  return (
    <div className="grid min-w-0 gap-5">
      <div className="grid gap-1.5">
        <Label htmlFor={id} className="-mb-1.5 pb-1.5">
          {t('label')}
        </Label>
        <div className="flex gap-2 max-sm:flex-wrap max-sm:pb-1">
          <Input
            id={id}
            readOnly
            type={isRevealed ? 'text' : 'password'}
            autoComplete="off"
            data-1p-ignore
            data-lpignore="true"
            value={fresh.secret}
            onFocus={(event) => event.target.select()}
            onCopy={onTaken}
            className="font-mono max-sm:basis-full"
          />
          <Button
            size="icon"
            aria-label={t(isRevealed ? 'hide' : 'reveal')}
            aria-pressed={isRevealed}
            onClick={() => onReveal(!isRevealed)}
          >
            <EyeIcon aria-hidden />
          </Button>
          <CopySecret variant="primary" text={fresh.secret} label={t('copy')} onCopied={onTaken} />
        </div>
        <p className="text-13 text-ink-muted">{t('hint')}</p>
      </div>
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <p className="text-13 text-ink-muted">
            {t.rich('variable', { code: (text) => <code className="font-mono text-ink">{text}</code> })}
          </p>
          <CopySecret
            variant="ghost"
            text={`export TOKENHUB_API_KEY="${fresh.secret}"`}
            label={t('copyVariable')}
            onCopied={onTaken}
            className="-ms-3 sm:-me-3 sm:ms-0"
          />
        </div>
        <CodeBlock label={t('samples')} samples={samples} />
      </div>
    </div>
  );
}

interface CopySecretProps extends Pick<ButtonProps, 'variant' | 'className'> {
  text: string;
  label: string;
  /** Called after a successful copy only. */
  onCopied: () => void;
}

const ICONS = { idle: Copy, copied: Check, failed: X };

/** Copies a secret and reports only a successful copy. */
function CopySecret({ text, label, onCopied, ...button }: CopySecretProps) {
  const t = useTranslations('common');
  const { outcome, copy } = useCopy();
  useEffect(() => {
    if (outcome === 'copied') onCopied();
  }, [outcome, onCopied]);
  const Icon = ICONS[outcome];
  const says = { idle: label, copied: t('copied'), failed: t('copyFailed') }[outcome];
  return (
    <Button {...button} onClick={() => copy(text)}>
      <Icon aria-hidden />
      <span aria-live="polite">{says}</span>
    </Button>
  );
}
