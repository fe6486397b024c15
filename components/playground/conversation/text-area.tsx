'use client';

import type { ComponentProps } from 'react';
import { cn } from '#components/ui/class-names.ts';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange'> {
  value: string;
  onChange: (text: string) => void;
}

/** A borderless text area that grows with its content. */
export function TextArea({ value, onChange, className, ...props }: TextAreaProps) {
  return (
    <textarea
      dir="auto"
      // Browsers without `field-sizing: content` get one row for each line.
      rows={Math.min(24, value.split('\n').length)}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cn(
        '-mx-1.5 field-sizing-content max-h-[70dvh] min-w-0 resize-none rounded-control bg-transparent px-1.5 py-1 text-14/6 placeholder:text-ink-faint focus-visible:outline-offset-0 touch:min-h-12 touch:text-16',
        className,
      )}
      {...props}
    />
  );
}
