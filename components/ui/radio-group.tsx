'use client';

import { RadioGroup as Primitive } from 'radix-ui';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './class-names.ts';
import { Label } from './field.tsx';

export function RadioGroup({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root data-slot="radio-group" className={cn('grid gap-2 touch:gap-y-0', className)} {...props} />;
}

interface RadioProps extends Omit<ComponentProps<typeof Primitive.Item>, 'children'> {
  label: ReactNode;
  hint?: ReactNode;
}

export function Radio({ label, hint, className, ...props }: RadioProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2 touch:py-3">
      <Primitive.Item
        id={id}
        data-slot="radio"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cn(
          'tap-target mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control-line bg-raised transition-colors disabled:opacity-50 data-[state=checked]:border-accent',
          className,
        )}
        {...props}
      >
        <Primitive.Indicator className="size-2 rounded-full bg-accent" />
      </Primitive.Item>
      <div className="grid gap-0.5">
        <Label htmlFor={id} className="tap-target">
          {label}
        </Label>
        {hint && (
          <p id={`${id}-hint`} className="text-13 text-ink-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
