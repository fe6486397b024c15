'use client';

import type { ComponentProps } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** A form the browser leaves to us. `method` matters before the scripts have loaded: a GET would put a password in the address. */
export function Form({ className, ...props }: ComponentProps<'form'>) {
  return <form method="post" noValidate className={cn('grid gap-4', className)} {...props} />;
}

interface FormEndProps extends ComponentProps<typeof SubmitButton> {
  error: string | undefined;
}

/** The end of a form of settings: what went wrong with all of it, and its button. */
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
