import type Stripe from 'stripe';
import type { World } from '../world.ts';

export type SessionFields = Pick<Stripe.Checkout.Session, 'mode' | 'success_url'> &
  Partial<
    Pick<
      Stripe.Checkout.Session,
      | 'amount_subtotal'
      | 'amount_total'
      | 'cancel_url'
      | 'client_reference_id'
      | 'customer'
      | 'expires_at'
      | 'locale'
      | 'metadata'
      | 'setup_intent'
      | 'total_details'
    >
  > & { withTax?: boolean; withInvoice?: boolean; savesCard?: boolean; isManaged?: boolean };

const DAY = 86_400;

export function newSession(
  world: World,
  { withTax = false, withInvoice = false, savesCard = false, isManaged = false, ...fields }: SessionFields,
): Stripe.Checkout.Session {
  const id = world.newId('session');
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: {
      enabled: withTax,
      liability: withTax ? { type: isManaged ? 'stripe' : 'self' } : null,
      provider: withTax ? 'stripe' : null,
      status: withTax ? 'requires_location_inputs' : null,
    },
    billing_address_collection: 'required',
    cancel_url: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.seconds(),
    currency: fields.mode === 'payment' ? 'usd' : null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at: world.seconds() + DAY,
    integration_identifier: null,
    invoice: null,
    invoice_creation: withInvoice ? { enabled: true, invoice_data: PLAIN_INVOICE } : null,
    livemode: world.livemode,
    locale: null,
    managed_payments: isManaged ? { enabled: true } : null,
    metadata: {},
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'always',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card', 'us_bank_account'],
    payment_status: fields.mode === 'setup' ? 'no_payment_required' : 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: savesCard
      ? { allow_redisplay_filters: ['always'], payment_method_remove: null, payment_method_save: 'enabled' }
      : null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    total_details: null,
    ui_mode: 'hosted_page',
    url: `${world.pagesUrl}/pay/${id}`,
    wallet_options: null,
    ...fields,
  };
}

const PLAIN_INVOICE: Stripe.Checkout.Session.InvoiceCreation.InvoiceData = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: null,
  metadata: null,
  rendering_options: null,
};

export const newSetupIntent = (world: World, customer: string | null): Stripe.SetupIntent => {
  const id = world.newId('setupIntent');
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_local`,
    created: world.seconds(),
    customer,
    description: null,
    excluded_payment_method_types: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: world.livemode,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  };
};

export const newPortalSession = (
  world: World,
  { customer, returnUrl, locale }: { customer: string; returnUrl: string | null; locale: string | null },
): Stripe.BillingPortal.Session => {
  const id = world.newId('portalSession');
  return {
    id,
    object: 'billing_portal.session',
    configuration: 'bpc_local',
    created: world.seconds(),
    customer,
    customer_account: null,
    flow: null,
    livemode: world.livemode,
    locale,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${world.pagesUrl}/portal/${id}`,
  };
};
