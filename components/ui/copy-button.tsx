'use client';

import { Check, Copy, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

interface CopyButtonProps extends Omit<ButtonProps, 'children' | 'onClick'> {
  text: string;
  /** Names the content: "Copy key". */
  label?: string;
  isLabelShown?: boolean;
}

const ICONS = { idle: Copy, copied: Check, failed: X };

/** Copies a text and announces success or failure. */
export function CopyButton({ text, label, isLabelShown = false, ...props }: CopyButtonProps) {
  const t = useTranslations('common');
  const { outcome, copy } = useCopy();
  const Icon = ICONS[outcome];
  const name = label ?? t('copy');
  const says = { idle: name, copied: t('copied'), failed: t('copyFailed') }[outcome];
  return (
    <>
      <Tooltip content={says}>
        <Button
          data-slot="copy-button"
          variant="ghost"
          size={isLabelShown ? 'control' : 'icon'}
          aria-label={isLabelShown ? undefined : name}
          onClick={() => copy(text)}
          {...props}
        >
          <Icon aria-hidden />
          {isLabelShown && says}
        </Button>
      </Tooltip>
      {/* Outside the button, because inside it would become part of the button's name. */}
      <span className="sr-only" aria-live="polite">
        {outcome === 'idle' ? '' : says}
      </span>
    </>
  );
}

const SHOWN_MS = 1_600;

/** Copies text and reports the outcome for a moment. */
export function useCopy() {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (text: string) => {
    try {
      // On plain http outside localhost the API is missing, which counts as a refusal.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  return { outcome, copy };
}
