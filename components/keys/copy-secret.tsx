'use client';

import { Check, Copy, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { useCopy } from '#components/ui/copy-button.tsx';

interface CopySecretProps extends Pick<ButtonProps, 'variant' | 'className'> {
  text: string;
  label: string;
  /** Called when the browser did copy, and not when it refused. */
  onCopied: () => void;
}

const ICONS = { idle: Copy, copied: Check, failed: X };

/** Copies a secret and reports only what happened: a secret that was not copied is not safe. */
export function CopySecret({ text, label, onCopied, ...button }: CopySecretProps) {
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
