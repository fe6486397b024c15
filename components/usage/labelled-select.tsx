import type { ReactNode } from 'react';
import { NativeSelect } from '#components/ui/native-select.tsx';

interface LabelledSelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChoose: (value: Value) => void;
}

/** One of a few, with its name above it. */
export function LabelledSelect<Value extends string>({ label, value, options, onChoose }: LabelledSelectProps<Value>) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select is inside
    <label className="grid min-w-0 gap-1 text-12 text-ink-muted">
      {label}
      <NativeSelect
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen) onChoose(chosen.value);
        }}
        className="w-full sm:w-auto"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
}
