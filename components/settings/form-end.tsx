import type { ComponentProps } from 'react';
import { FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

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
