import { ChevronsUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';
import { inputStyle } from './input.tsx';

/** The native select, for pages that must stay small or work before hydration. It needs a label. */
export function NativeSelect({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative inline-flex', className)}>
      <select
        data-slot="native-select"
        className={cn(inputStyle, 'tap-target h-8 cursor-pointer appearance-none truncate pe-8 touch:h-11')}
        {...props}
      />
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
      />
    </span>
  );
}
