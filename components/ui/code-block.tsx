'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { cn } from './class-names.ts';
import { Code, type CodeLanguage } from './code.tsx';
import { CopyButton } from './copy-button.tsx';
import { TabList } from './tab-list.tsx';
import { useStored } from './use-stored.ts';

export interface CodeSample {
  id: string;
  /** The tab's name. Names of programming languages are not translated. */
  label: string;
  language: CodeLanguage;
  code: string;
}

interface CodeBlockProps {
  /** Names the tabs for screen readers. */
  label: string;
  samples: readonly CodeSample[];
  className?: string;
  footer?: ReactNode;
}

/** Code with a copy button, in one language or in several tabs. The chosen language applies to every block. */
export function CodeBlock({ label, samples, className, footer }: CodeBlockProps) {
  const t = useTranslations('common');
  const id = useId();
  const [preferred, prefer] = useStored('code-sample');
  const shown = samples.find((sample) => sample.id === preferred) ?? samples[0];
  if (!shown) return null;
  return (
    <div data-slot="code-block" className={cn('min-w-0 overflow-hidden rounded-panel border bg-sunken', className)}>
      <div className="flex h-10 items-center justify-between gap-4 border-b ps-4 pe-1 touch:h-12">
        <TabList
          id={id}
          label={label}
          tabs={samples}
          shown={shown.id}
          onShow={prefer}
          className="h-full touch:-ms-2.5 touch:gap-0 touch:*:px-2.5"
        />
        <CopyButton text={shown.code} label={t('copyCode')} />
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown.id}`}>
        <Code code={shown.code} language={shown.language} />
      </div>
      {footer}
    </div>
  );
}
