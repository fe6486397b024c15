'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { cn } from './class-names.ts';
import { FormError } from './field.tsx';
import { useFocusReturn } from './focus.ts';
import { SubmitButton } from './submit-button.tsx';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;

/** The same layer as dialogs, so that a dialog opened over another covers it. */
export const scrimStyle =
  'fixed inset-0 z-50 bg-scrim data-[state=closed]:animate-vanish data-[state=open]:animate-appear';

const placeStyle =
  'fixed top-[max(1rem,12vh)] left-1/2 z-50 flex max-h-[calc(100dvh-max(2rem,16vh))] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 flex-col rounded-panel border bg-raised shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-appear';

interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode;
  description?: ReactNode;
  /** The buttons, the primary one last. */
  footer?: ReactNode;
}

export function DialogContent({ title, description, footer, className, children, ...props }: DialogContentProps) {
  const focus = useFocusReturn(props);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimStyle} />
      <Primitive.Content
        data-slot="dialog"
        className={cn(placeStyle, className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
        {...focus}
      >
        <DialogHead title={title} description={description} />
        {children && (
          // The padding is on the inner element. Outside, sticky content would stop above it, and focus rings at the
          // top would be clipped.
          <div className="-mt-1 scroll-pb-16 overflow-y-auto">
            <div className="px-5 pt-1 pb-5">{children}</div>
          </div>
        )}
        {footer && <DialogFoot>{footer}</DialogFoot>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogHead({ title, description }: { title: ReactNode; description?: ReactNode }) {
  const t = useTranslations('common');
  return (
    <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-4">
      <div className="grid gap-1">
        <Primitive.Title className="font-semibold text-16">{title}</Primitive.Title>
        {description && <Primitive.Description className="text-14 text-ink-muted">{description}</Primitive.Description>}
      </div>
      <Primitive.Close asChild>
        <Button variant="ghost" size="icon" className="-me-2 -mt-1" aria-label={t('close')}>
          <X aria-hidden />
        </Button>
      </Primitive.Close>
    </div>
  );
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse gap-2 border-t px-5 py-3 sm:flex-row sm:items-center sm:justify-end">
      {children}
    </div>
  );
}

interface DialogFormProps extends Omit<ComponentProps<'form'>, 'action'> {
  /** The submit button's label: a verb with its object. */
  action: ReactNode;
  isPending: boolean;
  /** An error that concerns the whole form. */
  failure: ReactNode;
  variant?: ButtonProps['variant'];
  /** A button for an alternative action. */
  otherwise?: ReactNode;
}

/** A form that fills a dialog or its lower part. Its button stays visible while the fields scroll. */
export function DialogForm({ action, isPending, failure, variant, otherwise, children, ...form }: DialogFormProps) {
  return (
    <form noValidate className="grid grid-cols-1 gap-4" {...form}>
      {children}
      <FormError>{failure}</FormError>
      <div className="sticky bottom-0 -mx-5 -mb-5 rounded-b-panel bg-raised">
        <DialogFoot>
          {otherwise}
          <SubmitButton variant={variant ?? 'primary'} isPending={isPending}>
            {action}
          </SubmitButton>
        </DialogFoot>
      </div>
    </form>
  );
}
