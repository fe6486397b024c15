import { type ReactNode, useId } from 'react';
import { NativeSelect } from '#components/ui/native-select.tsx';

interface LabelledSelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChoose: (value: Value) => void;
}

/** A select with its label above. */
export function LabelledSelect<Value extends string>({ label, value, options, onChoose }: LabelledSelectProps<Value>) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-12 text-ink-muted">
        {label}
      </label>
      <NativeSelect
        id={id}
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
    </div>
  );
}
