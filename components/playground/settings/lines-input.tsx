'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Textarea } from '#components/ui/input.tsx';

interface LinesInputProps {
  name: string;
  lines: readonly string[];
  onChange: (lines: string[]) => void;
}

/** One text per line. Typed text stays as it is, and empty lines are ignored. */
export function LinesInput({ name, lines, onChange }: LinesInputProps) {
  const t = useTranslations('playground.parameters');
  const id = useId();
  const [text, setText] = useState(lines.join('\n'));
  const change = (next: string) => {
    setText(next);
    onChange(next.split('\n').filter((line) => line !== ''));
  };
  return (
    <>
      <Textarea
        aria-label={name}
        aria-describedby={id}
        rows={2}
        value={text}
        onChange={(event) => change(event.target.value)}
        spellCheck={false}
        className="min-h-0 font-mono text-12"
      />
      <p id={id} className="text-12 text-ink-muted">
        {name === 'metadata' ? t('pairs') : t('lines')}
      </p>
    </>
  );
}
