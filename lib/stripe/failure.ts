import 'server-only';
import Stripe from 'stripe';
import { AppError } from '#lib/errors.ts';

/** The object of a parameter does not exist, as after a change to another Stripe account's keys. */
export const isMissing = (error: unknown, param?: string): boolean =>
  error instanceof Stripe.errors.StripeError &&
  error.code === 'resource_missing' &&
  (param === undefined || error.param === param);

/** Stripe's refusal is final. Any other error may not occur again. */
export const isRefusal = (error: unknown): error is InstanceType<typeof Stripe.errors.StripeError> =>
  error instanceof Stripe.errors.StripeError &&
  (error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError);

/** The idempotency key was used with other parameters: the earlier call stands, and this one was not made. */
export const isKeyConflict = (error: unknown): boolean =>
  (error instanceof AppError ? error.cause : error) instanceof Stripe.errors.StripeIdempotencyError;

/** Runs Stripe calls for a waiting user. @throws billing_unavailable, with a message for that user */
export async function askStripe<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw new AppError(
      'billing_unavailable',
      'The payment service does not answer as it should. Nothing was charged. Please try again in a minute.',
      {
        cause: error,
      },
    );
  }
}
