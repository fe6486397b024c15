'use client';

import { useTranslations } from 'next-intl';
import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { Code } from './code.tsx';
import type { CodeLanguage } from './code-tokens.ts';
import { CopyButton } from './copy-button.tsx';
import { useStored } from './use-stored.ts';

export interface CodeSample {
  id: string;
  /** The tab's name; a language is not translated. */
  label: string;
  language: CodeLanguage;
  code: string;
}

interface CodeBlockProps {
  /** Names the tabs for those who listen. */
  label: string;
  samples: readonly CodeSample[];
  className?: string;
  footer?: ReactNode;
}

/** Code to copy, in one language or several behind tabs. The reader's choice of language holds for every block. */
export function CodeBlock({ label, samples, className, footer }: CodeBlockProps) {
  const t = useTranslations('common');
  const [preferred, prefer] = useStored('code-sample');
  const shown = samples.find(({ id }) => id === preferred) ?? samples[0];
  if (!shown) return null;
  return (
    <Primitive.Root
      data-slot="code-block"
      value={shown.id}
      onValueChange={prefer}
      className={cn('min-w-0 overflow-hidden rounded-panel border bg-sunken', className)}
    >
      <div className="flex h-10 items-center justify-between gap-4 border-b ps-4 pe-1">
        <Primitive.List aria-label={label} className="flex h-full gap-4">
          {samples.map(({ id, label: name }) => (
            <Primitive.Trigger key={id} value={id} className={tabStyle}>
              {name}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        <CopyButton text={shown.code} label={t('copyCode')} />
      </div>
      {samples.map(({ id, code, language }) => (
        <Primitive.Content key={id} value={id} tabIndex={-1}>
          <Code code={code} language={language} />
        </Primitive.Content>
      ))}
      {footer}
    </Primitive.Root>
  );
}

const tabStyle =
  '-mb-px border-transparent border-b-2 text-13 text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink';
