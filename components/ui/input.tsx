import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export const inputStyle =
  'w-full min-w-0 rounded-control border border-control-line bg-raised px-2.5 text-14 text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger touch:text-16';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input data-slot="input" className={cn(inputStyle, 'h-8 touch:h-9', className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea data-slot="textarea" className={cn(inputStyle, 'min-h-20 py-1.5', className)} {...props} />;
}
