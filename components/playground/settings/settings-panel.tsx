'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useColumn, useDraft } from '../state/playground-context.tsx';
import { FormatSection } from './format-section.tsx';
import { ModelSection } from './model-section.tsx';
import { ParameterList } from './parameter-list.tsx';
import { PayerSection } from './payer-section.tsx';
import { ToolsSection } from './tools-section.tsx';
import { VariablesSection } from './variables-section.tsx';

interface SettingsPanelProps {
  columnId: string;
  onChooseColumn: (columnId: string) => void;
}

/** A column's request settings, apart from its messages. */
export function SettingsPanel({ columnId, onChooseColumn }: SettingsPanelProps) {
  const t = useTranslations('playground.settings');
  const { columns } = useDraft();
  const column = useColumn(columnId);
  return (
    <div data-slot="settings-panel">
      {columns.length > 1 && (
        <fieldset aria-label={t('column')} className="flex gap-1 border-b p-2">
          {columns.map(({ id }, index) => (
            <Button
              key={id}
              variant="ghost"
              aria-pressed={id === columnId}
              className="grow aria-pressed:bg-accent-soft aria-pressed:text-ink"
              onClick={() => onChooseColumn(id)}
            >
              {index + 1}
            </Button>
          ))}
        </fieldset>
      )}
      <ModelSection column={column} />
      <PayerSection column={column} />
      <ParameterList column={column} />
      <VariablesSection />
      <ToolsSection column={column} />
      <FormatSection column={column} />
    </div>
  );
}

interface SectionProps {
  title: string;
  /** Shown at the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

export const Section = ({ title, action, children }: SectionProps) => (
  <section aria-label={title} className="grid gap-2.5 border-b px-4 py-3.5 last:border-b-0">
    <div className="flex min-h-5 items-center justify-between gap-2">
      <h2 className="text-13 text-ink-muted">{title}</h2>
      {action}
    </div>
    {children}
  </section>
);
