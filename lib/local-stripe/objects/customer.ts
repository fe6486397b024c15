import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { TEST_CARDS } from '../cards.ts';
import type { World } from '../world.ts';

type CustomerFields = Partial<Pick<Stripe.Customer, 'email' | 'name' | 'metadata' | 'preferred_locales' | 'address'>>;

export const newCustomer = (world: World, fields: CustomerFields): Stripe.Customer => ({
  id: world.newId('customer'),
  object: 'customer',
  address: null,
  balance: 0,
  created: world.seconds(),
  currency: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: null,
  invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
  livemode: world.livemode,
  metadata: {},
  name: null,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
  ...fields,
});

export const newTaxId = (world: World, customer: string, value: string): Stripe.TaxId => ({
  id: world.newId('taxId'),
  object: 'tax_id',
  country: value.slice(0, 2),
  created: world.seconds(),
  customer,
  customer_account: null,
  livemode: world.livemode,
  owner: { type: 'customer', customer, customer_account: null },
  type: 'eu_vat',
  value,
  verification: { status: 'verified', verified_address: null, verified_name: null },
});

interface CardFields {
  customer: string | null;
  number: string;
  expMonth: number;
  expYear: number;
  billing: Stripe.PaymentMethod.BillingDetails;
}

export function newCard(
  world: World,
  { customer, number, expMonth, expYear, billing }: CardFields,
): Stripe.PaymentMethod {
  const id = world.newId('paymentMethod');
  world.numbers.set(id, number);
  return {
    id,
    object: 'payment_method',
    allow_redisplay: customer ? 'always' : 'unspecified',
    billing_details: billing,
    card: {
      brand: TEST_CARDS[number]?.brand ?? 'visa',
      checks: { address_line1_check: null, address_postal_code_check: 'pass', cvc_check: 'pass' },
      country: 'US',
      display_brand: TEST_CARDS[number]?.brand ?? 'visa',
      exp_month: expMonth,
      exp_year: expYear,
      fingerprint: fingerprintOf(number),
      funding: 'credit',
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [TEST_CARDS[number]?.brand ?? 'visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.seconds(),
    customer,
    customer_account: null,
    livemode: world.livemode,
    metadata: {},
    type: 'card',
  };
}

export function newBankAccount(
  world: World,
  { number, billing }: { number: string; billing: Stripe.PaymentMethod.BillingDetails },
): Stripe.PaymentMethod {
  const id = world.newId('paymentMethod');
  world.numbers.set(id, number);
  return {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billing,
    created: world.seconds(),
    customer: null,
    customer_account: null,
    livemode: world.livemode,
    metadata: {},
    type: 'us_bank_account',
  };
}

/** The fingerprint of a card, the same for every customer. */
export const fingerprintOf = (number: string): string =>
  createHash('sha256').update(number).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16);

export const newBilling = (
  fields: Partial<Stripe.PaymentMethod.BillingDetails> = {},
): Stripe.PaymentMethod.BillingDetails => ({
  address: null,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
  ...fields,
});

export const newAddress = (country: string): Stripe.Address => ({
  city: null,
  country,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
});
