import { z } from 'zod';
import { createRefund } from '../actions/refund.ts';
import { invalidRequest, noSuch } from '../http/error.ts';
import { toList } from '../http/list.ts';
import { listParams, metadata, NONE, params, text, whole } from '../http/params.ts';
import type { Kind, World } from '../world.ts';
import { type Route, route } from './route.ts';

const byId = <K extends Kind>(path: string, kind: K, name: string): Route =>
  route('GET', `${path}/:id`, NONE, ({ world, id }) => {
    const object = world.find(kind, id);
    if (!object) throw noSuch(name, id);
    return object;
  });

/** A list route whose filters compare fields of the same name. */
const listOf = <K extends Kind>(path: string, kind: K, filters: readonly string[]): Route => {
  const shape = Object.fromEntries(filters.map((name) => [name, text.optional()]));
  return route(
    'GET',
    path,
    listParams(shape),
    ({ world, params: { created, limit, starting_after, ending_before, ...wanted } }) => {
      const { expand, ...fields } = wanted as Record<string, unknown>;
      const matches = (object: object) =>
        Object.entries(fields).every(([name, value]) => value === undefined || object[name as keyof object] === value);
      return toList(world.all(kind).filter(matches), { created, limit, starting_after, ending_before } as never, path);
    },
  );
};

const refund = params({
  payment_intent: text.optional(),
  charge: text.optional(),
  amount: whole.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
});

function chargeFor(world: World, { payment_intent, charge }: z.output<typeof refund>): string {
  if (charge) {
    if (!world.find('charge', charge)) throw noSuch('charge', charge, 'charge');
    return charge;
  }
  if (!payment_intent)
    throw invalidRequest('One of `payment_intent` or `charge` is needed.', { code: 'parameter_missing' });
  const intent = world.find('paymentIntent', payment_intent);
  if (!intent) throw noSuch('payment_intent', payment_intent, 'payment_intent');
  if (!intent.latest_charge)
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    });
  return String(intent.latest_charge);
}

export const paymentRoutes: readonly Route[] = [
  byId('/v1/payment_intents', 'paymentIntent', 'payment_intent'),
  listOf('/v1/payment_intents', 'paymentIntent', ['customer']),
  byId('/v1/charges', 'charge', 'charge'),
  listOf('/v1/charges', 'charge', ['customer', 'payment_intent']),
  route('POST', '/v1/refunds', refund, ({ world, params: given }) =>
    createRefund(world, { ...given, chargeId: chargeFor(world, given) }),
  ),
  byId('/v1/refunds', 'refund', 'refund'),
  listOf('/v1/refunds', 'refund', ['payment_intent', 'charge']),
  byId('/v1/disputes', 'dispute', 'dispute'),
  listOf('/v1/disputes', 'dispute', ['payment_intent', 'charge']),
  byId('/v1/radar/early_fraud_warnings', 'fraudWarning', 'early_fraud_warning'),
  listOf('/v1/radar/early_fraud_warnings', 'fraudWarning', ['payment_intent', 'charge']),
];
