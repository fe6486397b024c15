'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button.tsx';

/** The primary button of a form. While the action is pending it is busy and keeps its focus and name. */
export function SubmitButton({ isPending, ...props }: ButtonProps & { isPending?: boolean }) {
  const { pending } = useFormStatus();
  const isWaiting = pending || isPending === true;
  return (
    <Button
      type="submit"
      variant="primary"
      aria-disabled={isWaiting || undefined}
      aria-busy={isWaiting || undefined}
      onClick={isWaiting ? (event) => event.preventDefault() : undefined}
      {...props}
    />
  );
}
