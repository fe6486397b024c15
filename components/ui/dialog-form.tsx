'use client';

import type { ComponentProps, ReactNode } from 'react';
import type { ButtonProps } from './button.tsx';
import { DialogFoot } from './dialog.tsx';
import { FormError } from './field.tsx';
import { SubmitButton } from './submit-button.tsx';

interface DialogFormProps extends Omit<ComponentProps<'form'>, 'action'> {
  /** The button's words: a verb with its object. */
  action: ReactNode;
  isPending: boolean;
  /** What is wrong with the form as a whole. */
  failure: ReactNode;
  variant?: ButtonProps['variant'];
  /** A button for another way to the same end. */
  otherwise?: ReactNode;
}

/** A form that fills a dialog, or its lower part: its button stays in sight while the fields scroll. */
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
