'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import type { Column, Settings } from '#lib/playground/document.ts';
import type { Control } from '#lib/playground/parameters/controls.ts';
import type { Thinking, WireChoice } from '#lib/playground/wire.ts';
import { LinesInput } from './lines-input.tsx';

interface ControlProps<Shape = Control> {
  column: Column;
  control: Shape;
  onChange: (settings: Settings) => void;
}

/** Input for one parameter, named as on the API. */
export function ParameterControl({ column, control, onChange }: ControlProps) {
  const { parameter } = control;
  const value = column.settings[parameter];
  const set = (next: unknown) => onChange({ [parameter]: next } as Settings);
  switch (control.kind) {
    case 'number':
      return <NumberControl column={column} control={control} onChange={onChange} />;
    case 'choice':
      return <Choice name={parameter} options={control.options} value={String(value)} onChoose={set} />;
    case 'switch':
      return (
        <Choice
          name={parameter}
          options={['true', 'false']}
          value={String(value)}
          onChoose={(text) => set(text === 'true')}
        />
      );
    case 'thinking':
      return <ThinkingControl column={column} control={control} onChange={onChange} />;
    case 'tools':
      return <ToolChoice column={column} onChange={onChange} />;
    case 'text':
      return <Input aria-label={parameter} value={String(value)} onChange={(event) => set(event.target.value)} />;
    case 'texts':
      return <LinesInput name={parameter} lines={column.settings.stop ?? []} onChange={(stop) => onChange({ stop })} />;
    case 'pairs':
      return (
        <LinesInput
          name={parameter}
          lines={Object.entries(column.settings.metadata ?? {}).map(([name, text]) => `${name}=${text}`)}
          onChange={(lines) => onChange({ metadata: toPairs(lines) })}
        />
      );
  }
}

const toPairs = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rest] = line.split('=');
      return [name, rest.join('=')];
    }),
  );

interface ChoiceProps {
  name: string;
  options: readonly string[];
  value: string;
  onChoose: (value: string) => void;
}

const Choice = ({ name, options, value, onChoose }: ChoiceProps) => (
  <NativeSelect aria-label={name} value={value} onChange={(event) => onChoose(event.target.value)} className="w-full">
    {(options.includes(value) ? options : [value, ...options]).map((option) => (
      <option key={option} value={option}>
        {option}
      </option>
    ))}
  </NativeSelect>
);

/** A slider when the range is bounded on both sides, and always a field. */
function NumberControl({
  column,
  control: { parameter, min, max, step },
  onChange,
}: ControlProps<Extract<Control, { kind: 'number' }>>) {
  const value = Number(column.settings[parameter]);
  const set = (text: string) => text !== '' && onChange({ [parameter]: Number(text) });
  const range = { min, ...(max !== null && { max }), step };
  return (
    <div className="flex items-center gap-2">
      {max !== null && (
        <input
          type="range"
          aria-label={parameter}
          {...range}
          value={value}
          onChange={(event) => set(event.target.value)}
          className="h-8 min-w-0 grow accent-accent"
        />
      )}
      <Input
        type="number"
        aria-label={parameter}
        {...range}
        value={value}
        onChange={(event) => set(event.target.value)}
        className={`figures ${max === null ? '' : 'w-24 shrink-0'}`}
      />
    </div>
  );
}

function ThinkingControl({
  column,
  control: { options, budget },
  onChange,
}: ControlProps<Extract<Control, { kind: 'thinking' }>>) {
  const t = useTranslations('playground.parameters');
  const thinking = column.settings.thinking;
  const tokens = thinking?.type === 'enabled' ? (thinking.budget_tokens ?? budget?.min) : undefined;
  const choose = (type: string) =>
    onChange({
      thinking: (type === 'enabled' ? { type, budget_tokens: budget?.min ?? 1_024 } : { type }) as Thinking,
    });
  return (
    <div className="grid gap-1.5">
      <Choice name="thinking" options={options} value={thinking?.type ?? ''} onChoose={choose} />
      {tokens !== undefined && budget && (
        <Input
          type="number"
          aria-label={t('budget')}
          min={budget.min}
          max={budget.max}
          value={tokens}
          onChange={({ target }) =>
            target.value !== '' && onChange({ thinking: { type: 'enabled', budget_tokens: Number(target.value) } })
          }
          className="figures"
        />
      )}
    </div>
  );
}

const WORDS = ['auto', 'none', 'required'];

function ToolChoice({ column, onChange }: Pick<ControlProps, 'column' | 'onChange'>) {
  const names = column.tools.filter(({ isOn }) => isOn).map(({ name }) => name);
  const { tool_choice: choice } = column.settings;
  const value = typeof choice === 'object' && choice.type === 'function' ? choice.function.name : String(choice);
  const choose = (text: string) =>
    onChange({
      tool_choice: (WORDS.includes(text) ? text : { type: 'function', function: { name: text } }) as WireChoice,
    });
  return <Choice name="tool_choice" options={[...WORDS, ...names]} value={value} onChoose={choose} />;
}
