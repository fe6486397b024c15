'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { Slot } from './button.tsx';
import { cn } from './class-names.ts';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  isOptional?: boolean;
  className?: string;
  /** One control. It is given its id, its description and its validity. */
  children: ReactNode;
}

/** A control with its name above, a hint below and, when something is wrong, what to do about it. */
export function Field({ label, hint, error, isOptional = false, className, children }: FieldProps) {
  const t = useTranslations('common');
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div data-slot="field" className={cn('grid gap-1.5', className)}>
      {/* The label reaches down to the control: both together are what a finger hits. */}
      <div className="-mb-1.5 flex items-baseline justify-between gap-3">
        <Label htmlFor={id} className="grow pb-1.5">
          {label}
        </Label>
        {isOptional && <span className="text-12 text-ink-faint">{t('optional')}</span>}
      </div>
      <Slot id={id} aria-describedby={describedBy} aria-invalid={error ? true : undefined}>
        {children}
      </Slot>
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-ink-muted">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** The region exists before there is an error, so that screen readers announce one when it comes. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  return (
    <p id={id} data-slot="field-error" aria-live="polite" className="flex gap-1.5 text-13 text-danger empty:hidden">
      {children ? (
        <>
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{children}</span>
        </>
      ) : null}
    </p>
  );
}

/** What is wrong with a form as a whole, above its button. */
export function FormError({ children }: { children?: ReactNode }) {
  return (
    <div role="alert" data-slot="form-error" className="empty:hidden">
      {children ? (
        <div
          ref={bringIntoSight}
          className="flex gap-2 rounded-control bg-danger-soft px-3 py-2 text-13 text-ink forced-colors:border"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          <div>{children}</div>
        </div>
      ) : null}
    </div>
  );
}

export function Label({ className, ...props }: ComponentProps<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: who uses it names the control
  return <label data-slot="label" className={cn('font-medium text-13 text-ink', className)} {...props} />;
}

/** A ref for what is news: in a form that is longer than its dialog it would come below the edge. */
export const bringIntoSight = (news: HTMLElement | null): void => news?.scrollIntoView({ block: 'nearest' });
