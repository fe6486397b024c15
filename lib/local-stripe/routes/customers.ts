import { z } from 'zod';
import { detachMethod } from '../actions/checkout.ts';
import { noSuch } from '../http/error.ts';
import { toList } from '../http/list.ts';
import { address, listParams, metadata, NONE, params, text } from '../http/params.ts';
import { newCustomer } from '../objects/customer.ts';
import type { World } from '../world.ts';
import { type Route, route } from './route.ts';

const invoiceSettings = z.strictObject({ default_payment_method: text.optional() });
const fields = {
  email: text.optional(),
  name: text.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  preferred_locales: z.array(text).optional(),
  address: address.optional(),
  invoice_settings: invoiceSettings.optional(),
};

export function getCustomer(world: World, id: string, param = 'customer') {
  const customer = world.find('customer', id);
  if (!customer) throw noSuch('customer', id, param);
  return customer;
}

function getMethod(world: World, id: string, param = 'payment_method') {
  const method = world.find('paymentMethod', id);
  if (!method) throw noSuch('PaymentMethod', id, param);
  return method;
}

const toFields = ({
  address: at,
  invoice_settings,
  ...rest
}: Omit<z.output<z.ZodObject<typeof fields>>, 'expand'>) => ({
  ...defined(rest),
  ...(at && {
    address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null, ...defined(at) },
  }),
});

const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

export const customerRoutes: readonly Route[] = [
  route('POST', '/v1/customers', params(fields), ({ world, params: { expand, ...given } }) =>
    world.save('customer', newCustomer(world, toFields(given)), 'customer.created'),
  ),
  route('GET', '/v1/customers/:id', NONE, ({ world, id }) => getCustomer(world, id, 'id')),
  route('POST', '/v1/customers/:id', params(fields), ({ world, id, params: { expand, ...given } }) => {
    const known = getCustomer(world, id, 'id');
    const method = given.invoice_settings?.default_payment_method;
    if (method && getMethod(world, method).customer !== id) throw noSuch('PaymentMethod', method);
    const settings =
      method === undefined
        ? {}
        : { invoice_settings: { ...known.invoice_settings, default_payment_method: method || null } };
    return world.change('customer', id, { ...toFields(given), ...settings }, 'customer.updated');
  }),
  route('GET', '/v1/customers/:id/tax_ids', listParams({}), ({ world, id, params: page }) => {
    getCustomer(world, id, 'id');
    return toList(
      world.all('taxId').filter(({ customer }) => customer === id),
      page,
      `/v1/customers/${id}/tax_ids`,
    );
  }),
  route('GET', '/v1/payment_methods/:id', NONE, ({ world, id }) => getMethod(world, id, 'id')),
  route(
    'GET',
    '/v1/payment_methods',
    listParams({ customer: text.optional(), type: text.optional() }),
    ({ world, params: { customer, type, ...page } }) => {
      const found = world.all('paymentMethod').filter((method) => method.customer === customer);
      return toList(
        found.filter((method) => type === undefined || method.type === type),
        page,
        '/v1/payment_methods',
      );
    },
  ),
  route('POST', '/v1/payment_methods/:id/detach', NONE, ({ world, id }) => {
    getMethod(world, id, 'id');
    return detachMethod(world, id);
  }),
  route('GET', '/v1/setup_intents/:id', NONE, ({ world, id }) => {
    const intent = world.find('setupIntent', id);
    if (!intent) throw noSuch('setupintent', id, 'intent');
    return intent;
  }),
];
