'use client';

import { Check, Minus } from 'lucide-react';
import type { ComponentProps, KeyboardEvent } from 'react';
import { cn } from './class-names.ts';

interface CheckboxProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  checked: boolean | 'indeterminate';
  onCheckedChange: (isChecked: boolean) => void;
}

/** For choices that a button submits, and for selecting among many. Use a switch for immediate effects. */
export function Checkbox({ checked, onCheckedChange, className, ...props }: CheckboxProps) {
  const isMixed = checked === 'indeterminate';
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native element cannot be styled
    <button
      type="button"
      role="checkbox"
      data-slot="checkbox"
      data-state={isMixed ? 'indeterminate' : checked ? 'checked' : 'unchecked'}
      aria-checked={isMixed ? 'mixed' : checked}
      onClick={() => onCheckedChange(checked !== true)}
      onKeyDown={ignoreEnter}
      className={cn(
        'tap-target grid size-4 shrink-0 place-items-center rounded-tick border border-control-line bg-raised text-on-accent transition-colors disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent',
        className,
      )}
      {...props}
    >
      {isMixed && <Minus aria-hidden className="size-3 stroke-3" />}
      {checked === true && <Check aria-hidden className="size-3 stroke-3" />}
    </button>
  );
}

/** Only the space bar toggles a checkbox. */
const ignoreEnter = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault();
