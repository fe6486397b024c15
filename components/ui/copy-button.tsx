'use client';

import { Check, Copy, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps extends Omit<ButtonProps, 'children' | 'onClick'> {
  text: string;
  /** What is copied: "Copy key". */
  label?: string;
  /** Shows the label beside the icon. */
  isLabelShown?: boolean;
}

const ICONS = { idle: Copy, copied: Check, failed: X };

/** Copies, says so aloud, and admits it when the browser refused. */
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
      {/* Beside the button: within, it would be read as a part of its name. */}
      <span className="sr-only" aria-live="polite">
        {outcome === 'idle' ? '' : says}
      </span>
    </>
  );
}
