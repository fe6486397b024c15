import { z } from 'zod';
import { expireCheckout } from '../actions/checkout.ts';
import { invalidRequest, noSuch } from '../http/error.ts';
import { toList } from '../http/list.ts';
import { flag, listParams, metadata, NONE, params, text, whole } from '../http/params.ts';
import { newPortalSession, newSession, newSetupIntent } from '../objects/session.ts';
import type { World } from '../world.ts';
import { getCustomer } from './customers.ts';
import { type Route, route } from './route.ts';

const productData = z.strictObject({ name: text, description: text.optional(), tax_code: text.optional() });
const priceData = z.strictObject({
  currency: z.literal('usd'),
  unit_amount: whole,
  product_data: productData,
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
});
const lineItem = z.strictObject({ price_data: priceData, quantity: whole });

const creation = params({
  mode: z.enum(['payment', 'setup']),
  customer: text.optional(),
  client_reference_id: text.optional(),
  success_url: text,
  cancel_url: text.optional(),
  currency: z.literal('usd').optional(),
  line_items: z.array(lineItem).length(1).optional(),
  metadata: metadata.optional(),
  locale: text.optional(),
  expires_at: whole.optional(),
  ui_mode: z.enum(['hosted_page', 'embedded_page', 'elements', 'form']).optional(),
  managed_payments: z.strictObject({ enabled: flag }).optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  customer_update: z.strictObject({ name: z.literal('auto'), address: z.literal('auto') }).optional(),
  tax_id_collection: z.strictObject({ enabled: flag }).optional(),
  invoice_creation: z.strictObject({ enabled: flag }).optional(),
  payment_intent_data: z
    .strictObject({
      metadata: metadata.optional(),
      setup_future_usage: z.enum(['on_session', 'off_session']).optional(),
      description: text.optional(),
    })
    .optional(),
  saved_payment_method_options: z.strictObject({ payment_method_save: z.enum(['enabled', 'disabled']) }).optional(),
});
type Creation = z.output<typeof creation>;

const MINUTE = 60;
const DAY = 86_400;

function createSession(world: World, given: Creation) {
  if (given.customer) getCustomer(world, given.customer);
  assertExpiry(world, given.expires_at);
  const isManaged = given.managed_payments?.enabled ?? false;
  if (isManaged) assertManageable(given);
  const common = {
    success_url: given.success_url,
    cancel_url: given.cancel_url ?? null,
    client_reference_id: given.client_reference_id ?? null,
    customer: given.customer ?? null,
    locale: given.locale ?? null,
    metadata: given.metadata ?? {},
    ...(given.expires_at !== undefined && { expires_at: given.expires_at }),
  };
  if (given.mode === 'setup') return createSetup(world, given, common);
  const [item] = given.line_items ?? [];
  if (!item)
    throw invalidRequest('You must provide `line_items` in `payment` mode.', {
      code: 'parameter_missing',
      param: 'line_items',
    });
  const net = item.price_data.unit_amount * item.quantity;
  const savesCard = given.saved_payment_method_options?.payment_method_save === 'enabled';
  const session = newSession(world, {
    ...common,
    mode: 'payment',
    amount_subtotal: net,
    amount_total: net,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    withTax: isManaged || (given.automatic_tax?.enabled ?? false),
    withInvoice: given.invoice_creation?.enabled ?? false,
    savesCard,
    isManaged,
  });
  const isKept = given.payment_intent_data?.setup_future_usage === 'off_session';
  world.orders.set(session.id, {
    description: item.price_data.product_data.name,
    netCents: net,
    savesCard: isKept ? 'always' : savesCard ? 'asks' : 'never',
    paymentMetadata: given.payment_intent_data?.metadata ?? {},
  });
  return world.save('session', session);
}

/** Parameters that Stripe sets itself when it is the seller, and refuses. */
const OF_THE_SELLER = [
  'automatic_tax',
  'tax_id_collection',
  'invoice_creation',
  'adaptive_pricing',
  'customer_update',
  'billing_address_collection',
  'saved_payment_method_options',
] as const satisfies (keyof Creation)[];

function assertManageable(given: Creation): void {
  const param =
    OF_THE_SELLER.find((name) => given[name] !== undefined) ??
    (given.payment_intent_data?.setup_future_usage && 'payment_intent_data[setup_future_usage]');
  if (param) throw invalidRequest(`You cannot pass \`${param}\` with Managed Payments.`, { param });
  const [item] = given.line_items ?? [];
  if (item && !item.price_data.product_data.tax_code)
    throw invalidRequest('Managed Payments needs a tax code of the product.', { param: 'line_items' });
}

function createSetup(world: World, given: Creation, common: Omit<Parameters<typeof newSession>[1], 'mode'>) {
  if (given.line_items) throw invalidRequest('You can not pass `line_items` in `setup` mode.', { param: 'line_items' });
  if (!given.currency)
    throw invalidRequest('Missing required param: currency.', { code: 'parameter_missing', param: 'currency' });
  const intent = world.save('setupIntent', newSetupIntent(world, given.customer ?? null), 'setup_intent.created');
  return world.save('session', newSession(world, { ...common, mode: 'setup', setup_intent: intent.id }));
}

function assertExpiry(world: World, expiresAt: number | undefined): void {
  if (expiresAt === undefined) return;
  const seconds = expiresAt - world.seconds();
  if (seconds < 30 * MINUTE - 5 || seconds > DAY + 5)
    throw invalidRequest('The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', {
      param: 'expires_at',
    });
}

function getSession(world: World, id: string) {
  const session = world.find('session', id);
  if (!session) throw noSuch('checkout.session', id, 'session');
  return session;
}

const portal = params({
  customer: text,
  return_url: text.optional(),
  locale: text.optional(),
  flow_data: z.strictObject({ type: z.enum(['payment_method_update']) }).optional(),
});

export const checkoutRoutes: readonly Route[] = [
  route('POST', '/v1/checkout/sessions', creation, ({ world, params: given }) => createSession(world, given)),
  route('GET', '/v1/checkout/sessions/:id', NONE, ({ world, id }) => getSession(world, id)),
  route(
    'GET',
    '/v1/checkout/sessions',
    listParams({ payment_intent: text.optional(), customer: text.optional(), status: text.optional() }),
    ({ world, params: { payment_intent, customer, status, ...page } }) => {
      const found = world
        .all('session')
        .filter((session) => payment_intent === undefined || session.payment_intent === payment_intent)
        .filter((session) => customer === undefined || session.customer === customer)
        .filter((session) => status === undefined || session.status === status);
      return toList(found, page, '/v1/checkout/sessions');
    },
  ),
  route('POST', '/v1/checkout/sessions/:id/expire', NONE, ({ world, id }) => {
    getSession(world, id);
    return expireCheckout(world, id);
  }),
  route('POST', '/v1/billing_portal/sessions', portal, ({ world, params: { customer, return_url, locale } }) => {
    getCustomer(world, customer);
    const session = newPortalSession(world, { customer, returnUrl: return_url ?? null, locale: locale ?? null });
    return world.save('portalSession', session);
  }),
];
