import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export function Label({ className, ...props }: ComponentProps<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: who uses it names the control
  return <label data-slot="label" className={cn('font-medium text-13 text-ink', className)} {...props} />;
}
