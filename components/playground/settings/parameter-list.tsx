'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { findModel } from '#lib/models/find.ts';
import type { Column, Settings } from '#lib/playground/document.ts';
import { type Control, controlsFor } from '#lib/playground/parameters/controls.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { ParameterControl } from './parameter-control.tsx';
import { Section } from './settings-panel.tsx';

/** The parameters that the column's model supports. Unticked parameters are not in the request. */
export function ParameterList({ column }: { column: Column }) {
  const t = useTranslations('playground.parameters');
  const model = findModel(column.model);
  if (!model) return null;
  const hasTools = column.tools.some(({ isOn }) => isOn);
  const controls = controlsFor(model).filter(({ parameter }) => hasTools || !NEEDS_TOOLS.has(parameter));
  return (
    <Section
      title={t('title')}
      action={
        <TextLink href="/docs/compatibility" className="text-12">
          {t('docs')}
        </TextLink>
      }
    >
      <ul className="grid gap-1">
        {controls.map((control) => (
          <li key={control.parameter}>
            <ParameterRow column={column} control={control} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const NEEDS_TOOLS = new Set<string>(['tool_choice', 'parallel_tool_calls']);

function ParameterRow({ column, control }: { column: Column; control: Control }) {
  const { drafts } = usePlayground();
  const { parameter, initial } = control;
  const columnId = column.id;
  const isOn = column.settings[parameter] !== undefined;
  const change = (settings: Settings) => drafts.edit({ type: 'setSettings', columnId, settings });
  const turn = (isNowOn: boolean) =>
    drafts.edit(
      isNowOn ? { type: 'switchOn', columnId, parameter, initial } : { type: 'switchOff', columnId, parameter },
    );
  return (
    <div className="grid gap-1">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control */}
      <label className="flex min-h-7 cursor-pointer items-center gap-2 touch:min-h-11">
        <Checkbox checked={isOn} onCheckedChange={turn} />
        <code translate="no" className={`font-mono text-12 ${isOn ? 'text-ink' : 'text-ink-muted'}`}>
          {parameter}
        </code>
      </label>
      {isOn && (
        <div className="pb-1.5 ps-6">
          <ParameterControl column={column} control={control} onChange={change} />
        </div>
      )}
    </div>
  );
}
