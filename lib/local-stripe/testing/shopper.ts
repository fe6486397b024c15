import Stripe from 'stripe';
import { type CheckoutEntry, payCheckout } from '../actions/checkout.ts';
import { type LocalStripeOptions, startLocalStripe } from '../server.ts';

/** The real package, connected to a local Stripe. It retries only when `more` says so. */
export function connect({ url, secretKey }: { url: string; secretKey: string }, more: object = {}): Stripe {
  const { hostname, port } = new URL(url);
  const patience = { maxNetworkRetries: 0, timeout: 2_000 };
  return new Stripe(secretKey, { host: hostname, port, protocol: 'http', ...patience, ...more });
}

type CheckoutWishes = Partial<Stripe.Checkout.SessionCreateParams>;

export async function openShopper(options: LocalStripeOptions = {}) {
  const local = await startLocalStripe(options);
  const stripe = connect(local);

  const newCustomer = () => stripe.customers.create({ email: 'ada@example.com', metadata: { account: 'acct_1' } });

  const newCheckout = (customer: string, more: CheckoutWishes = {}) =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      ui_mode: 'hosted_page',
      customer,
      client_reference_id: 'top_1',
      line_items: [
        {
          price_data: {
            currency: 'usd',
            unit_amount: 2_500,
            product_data: { name: 'Credit', tax_code: 'txcd_10000000' },
          },
          quantity: 1,
        },
      ],
      automatic_tax: { enabled: true },
      customer_update: { name: 'auto', address: 'auto' },
      billing_address_collection: 'required',
      tax_id_collection: { enabled: true },
      invoice_creation: { enabled: true },
      adaptive_pricing: { enabled: false },
      payment_intent_data: { metadata: { top_up: 'top_1' } },
      saved_payment_method_options: { payment_method_save: 'enabled' },
      success_url: 'https://hub.example/billing?session={CHECKOUT_SESSION_ID}',
      cancel_url: 'https://hub.example/billing',
      ...more,
    });

  async function pay({ number = '4242424242424242', country = 'US' }: CheckoutEntry = {}) {
    const { id: customer } = await newCustomer();
    const { id } = await newCheckout(customer);
    const outcome = payCheckout(local.world, id, { number, country, name: 'Ada', savesCard: true });
    const session = await stripe.checkout.sessions.retrieve(id);
    return { customer, id, outcome, session, intentId: String(session.payment_intent) };
  }

  return { local, stripe, newCustomer, newCheckout, pay };
}
