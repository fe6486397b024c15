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
  /** One control. It receives the field's id, description and validity. */
  children: ReactNode;
}

/** A control with its label above, and a hint and an error below. */
export function Field({ label, hint, error, isOptional = false, className, children }: FieldProps) {
  const t = useTranslations('common');
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div data-slot="field" className={cn('grid gap-1.5', className)}>
      {/* The label extends down to the control, so that both are one touch target. */}
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

/** The live region exists before the error, so that screen readers announce it. */
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

/** An error of the whole form, above its button. */
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
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control
  return <label data-slot="label" className={cn('font-medium text-13 text-ink', className)} {...props} />;
}

/** A ref that scrolls a new message into view, because a long form in a dialog would hide it. */
export const bringIntoSight = (news: HTMLElement | null): void => news?.scrollIntoView({ block: 'nearest' });
