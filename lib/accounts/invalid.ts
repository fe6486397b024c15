import type { z } from 'zod';
import { AppError } from '#lib/errors.ts';

/** The first thing wrong with an input. */
export function toInvalidValue(error: z.ZodError): AppError {
  const [issue] = error.issues;
  return new AppError('invalid_value', issue?.message ?? 'This is not valid.', { param: issue?.path.join('.') });
}
