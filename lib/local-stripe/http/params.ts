import { z } from 'zod';
import { invalidRequest, StripeFailure } from './error.ts';
import type { Form } from './form.ts';

/* Values arrive as text. Unlisted parameters are refused, as Stripe does. */
export const text = z.string();
export const whole = z
  .string()
  .regex(/^-?\d+$/, 'integer')
  .transform(Number);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const metadata = z.union([z.literal('').transform(() => ({})), z.record(z.string(), z.string())]);
export const address = z.strictObject({
  city: text.optional(),
  country: text.optional(),
  line1: text.optional(),
  line2: text.optional(),
  postal_code: text.optional(),
  state: text.optional(),
});
const expand = { expand: z.array(text).optional() };

export const params = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...shape, ...expand });
export const NONE = params({});

const moment = z.union([
  whole.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({ gt: whole.optional(), gte: whole.optional(), lt: whole.optional(), lte: whole.optional() }),
]);

export const listParams = <Shape extends z.ZodRawShape>(filters: Shape) =>
  params({
    ...filters,
    created: moment.optional(),
    limit: whole.optional(),
    starting_after: text.optional(),
    ending_before: text.optional(),
  });

/** @throws StripeFailure that names the first invalid parameter as Stripe would */
export function parseParams<T extends z.ZodType>(schema: T, form: Form): z.output<T> {
  if ('payment_method_types' in form) throw noLongerSupported();
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw new Error('A refusal without an issue.');
  const param = toName(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const unknown = toName([...issue.path, issue.keys[0] ?? '']);
    throw invalidRequest(`Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown });
  }
  if (isMissing(form, issue.path))
    throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  if (issue.message === 'integer')
    throw invalidRequest(`Invalid integer: ${param}`, { code: 'parameter_invalid_integer', param });
  throw invalidRequest(`Invalid ${param}: ${issue.message}`, { param });
}

/** Stripe refuses it since API version 2026-09-30.endive. */
const noLongerSupported = () =>
  new StripeFailure(400, {
    type: 'invalid_request_error',
    code: 'payment_method_types_no_longer_supported',
    message: 'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` instead.',
    param: 'payment_method_types',
  });

const toName = ([head, ...rest]: readonly PropertyKey[]): string =>
  [String(head ?? ''), ...rest.map((part) => `[${String(part)}]`)].join('');

function isMissing(form: unknown, path: readonly PropertyKey[]): boolean {
  let value = form;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[part];
  return value === undefined;
}
