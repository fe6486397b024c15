'use client';

import type { ComponentProps } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** A form without native validation. `method` matters before hydration: a GET would put a password into the URL. */
export function Form({ className, ...props }: ComponentProps<'form'>) {
  return <form method="post" noValidate className={cn('grid gap-4', className)} {...props} />;
}

interface FormEndProps extends ComponentProps<typeof SubmitButton> {
  error: string | undefined;
}

/** The form's general error and its submit button. */
export function FormEnd({ error, ...button }: FormEndProps) {
  return (
    <>
      <FormError>{error}</FormError>
      <div>
        <SubmitButton {...button} />
      </div>
    </>
  );
}
