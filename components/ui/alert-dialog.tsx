'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { DialogFoot, scrimStyle } from './dialog.tsx';
import { useFocusReturn } from './focus.ts';

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;
export const AlertDialogCancel = Primitive.Cancel;
export const AlertDialogAction = Primitive.Action;

interface AlertDialogContentProps {
  title: ReactNode;
  description: ReactNode;
  footer: ReactNode;
  className?: string;
  children?: ReactNode;
}

/**
 * A dialog that must be answered. A click beside it does not close it. The safe button has the focus first, or the
 * field
 * that the other button depends on.
 */
export function AlertDialogContent({ title, description, footer, className, children }: AlertDialogContentProps) {
  const focus = useFocusReturn({ onOpenAutoFocus: startAtField });
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimStyle} />
      <Primitive.Content
        data-slot="alert-dialog"
        className={cn(
          'fixed top-[max(1rem,16vh)] left-1/2 z-50 max-h-[calc(100dvh-max(2rem,20vh))] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 overflow-y-auto rounded-panel border bg-raised shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-appear',
          className,
        )}
        {...focus}
      >
        <div className="grid gap-1 px-5 pt-4 pb-4">
          <Primitive.Title className="font-semibold text-16">{title}</Primitive.Title>
          <Primitive.Description className="text-14 text-ink-muted">{description}</Primitive.Description>
        </div>
        {/* Takes no space when a form has neither fields nor an error. */}
        {children && <div className="px-5 has-[input]:pb-5 has-[[role=alert]:not(:empty)]:pb-5">{children}</div>}
        <DialogFoot>{footer}</DialogFoot>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

function startAtField(event: Event): void {
  const field = event.currentTarget instanceof Element && event.currentTarget.querySelector('input');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
