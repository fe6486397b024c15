'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Label } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { CopySecret } from './copy-secret.tsx';
import type { FreshKey } from './key-actions.ts';
import { useKeyDesk } from './key-desk.tsx';

interface SecretViewProps {
  fresh: FreshKey;
  isRevealed: boolean;
  onReveal: (isRevealed: boolean) => void;
  /** The secret has left for somewhere safe, as far as we can tell. */
  onTaken: () => void;
}

/** The secret, this once, and what to do with it. */
export function SecretView({ fresh, isRevealed, onReveal, onTaken }: SecretViewProps) {
  const t = useTranslations('keys.secret');
  const { samples } = useKeyDesk();
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
