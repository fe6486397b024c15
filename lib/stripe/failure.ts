import 'server-only';
import Stripe from 'stripe';
import { AppError } from '#lib/errors.ts';

/** The object that a parameter names is not there, as when the keys of another Stripe account were set. */
export const isMissing = (error: unknown, param?: string): boolean =>
  error instanceof Stripe.errors.StripeError &&
  error.code === 'resource_missing' &&
  (param === undefined || error.param === param);

/** Stripe has refused, and would refuse again. Anything else may work the next time. */
export const isRefusal = (error: unknown): error is InstanceType<typeof Stripe.errors.StripeError> =>
  error instanceof Stripe.errors.StripeError &&
  (error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError);

/** A key that was used with other parameters: the earlier call stands, and this one was not made. */
export const isKeyConflict = (error: unknown): boolean =>
  (error instanceof AppError ? error.cause : error) instanceof Stripe.errors.StripeIdempotencyError;

/** Runs calls of somebody who waits for them. @throws billing_unavailable, in words for that person */
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
