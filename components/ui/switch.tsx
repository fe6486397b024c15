import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

interface SwitchProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  checked: boolean;
  onCheckedChange: (isChecked: boolean) => void;
}

/** For settings with an immediate effect. Use a checkbox in forms with a button. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      data-slot="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        'tap-target group/switch inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-control-line bg-sunken p-0.5 transition-colors disabled:opacity-50 aria-checked:border-accent aria-checked:bg-accent',
        className,
      )}
      {...props}
    >
      <span className="block size-3.5 rounded-full bg-ink-faint transition-transform group-aria-checked/switch:translate-x-4 group-aria-checked/switch:bg-on-accent" />
    </button>
  );
}
