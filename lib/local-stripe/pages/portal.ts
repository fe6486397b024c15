import type Stripe from 'stripe';
import { attachMethod, detachMethod } from '../actions/checkout.ts';
import { BANK_ACCOUNTS, TEST_CARDS } from '../cards.ts';
import { newAddress, newBilling, newCard, newTaxId } from '../objects/customer.ts';
import { COUNTRIES } from '../tax.ts';
import type { World } from '../world.ts';
import { dollars, html, type PageCall, type PageReply, page } from './html.ts';

/** The customer portal: card, address, tax id and invoices. */
export function portalPage({ world, base, id, form }: PageCall): PageReply {
  const session = world.find('portalSession', id);
  const customer = world.find('customer', session?.customer);
  if (!session || !customer)
    return {
      status: 404,
      html: page(base, 'There is no such portal session', html`<p>Open it again from the billing page.</p>`),
    };
  const error = form ? change(world, customer, form) : null;
  if (form && !error) return { redirect: `${base}/portal/${id}` };
  return {
    html: page(base, 'Billing details', portalBody(world, session, world.get('customer', customer.id), error)),
    ...(error && { status: 400 }),
  };
}

/** @returns the problem with the input, if any */
function change(world: World, customer: Stripe.Customer, form: URLSearchParams): string | null {
  const action = form.get('action');
  if (action === 'remove') detachMethod(world, String(customer.invoice_settings.default_payment_method));
  if (action === 'details') saveDetails(world, customer, form);
  return action === 'card' ? addCard(world, customer, form) : null;
}

function addCard(world: World, customer: Stripe.Customer, form: URLSearchParams): string | null {
  const number = (form.get('number') ?? '').replace(/\s/g, '');
  if (!TEST_CARDS[number] || BANK_ACCOUNTS[number]) return 'This is not a test card.';
  const billing = newBilling({ name: customer.name ?? null, email: customer.email, address: customer.address ?? null });
  const expYear = new Date(world.now()).getUTCFullYear() + 3;
  const method = newCard(world, { customer: null, number, expMonth: 12, expYear, billing });
  world.save('paymentMethod', method);
  attachMethod(world, method.id, customer.id);
  const settings = { ...customer.invoice_settings, default_payment_method: method.id };
  world.change('customer', customer.id, { invoice_settings: settings }, 'customer.updated');
  return null;
}

function saveDetails(world: World, customer: Stripe.Customer, form: URLSearchParams): void {
  const name = form.get('name') ?? '';
  world.change('customer', customer.id, { name, address: newAddress(form.get('country') ?? 'US') }, 'customer.updated');
  const value = (form.get('tax_id') ?? '').trim();
  const isKnown = taxIdsOf(world, customer.id).some((taxId) => taxId.value === value);
  if (value && !isKnown) world.save('taxId', newTaxId(world, customer.id, value), 'customer.tax_id.created');
}

const taxIdsOf = (world: World, customer: string) => world.all('taxId').filter((taxId) => taxId.customer === customer);

function portalBody(
  world: World,
  session: Stripe.BillingPortal.Session,
  customer: Stripe.Customer,
  error: string | null,
) {
  const card = world.find('paymentMethod', customer.invoice_settings.default_payment_method)?.card;
  const invoices = world.all('invoice').filter((invoice) => invoice.customer === customer.id && invoice.number);
  return html`
${error && html`<p role="alert">${error}</p>`}
<p>${session.return_url && html`<a href="${session.return_url}">Return to TokenHub</a>`}</p>
<h2>Card</h2>
${card ? html`<p>${card.brand} ending ${card.last4}</p><form method="post"><button class="quiet" name="action" value="remove">Remove card</button></form>` : html`<p>No card is saved.</p>`}
<form method="post">
<label for="number">Card number</label><input id="number" name="number" inputmode="numeric" autocomplete="cc-number" value="4242 4242 4242 4242">
<button name="action" value="card">Save card</button>
</form>
<h2>Details</h2>
<form method="post">
<label for="name">Name</label><input id="name" name="name" autocomplete="name" value="${customer.name ?? ''}">
<label for="country">Country</label>
<select id="country" name="country">${Object.entries(COUNTRIES).map(([code, { name }]) => html`<option value="${code}"${code === customer.address?.country && html` selected`}>${name}</option>`)}</select>
<label for="tax_id">VAT number</label><input id="tax_id" name="tax_id" value="${taxIdsOf(world, customer.id)[0]?.value ?? ''}">
<button name="action" value="details">Save details</button>
</form>
<h2>Invoices</h2>
${invoices.length === 0 ? html`<p>None yet.</p>` : html`<table>${invoices.map(({ number, total, status, invoice_pdf }) => html`<tr><td>${number}</td><td>${status}</td><td>${dollars(total)}</td><td><a href="${invoice_pdf ?? ''}">PDF</a></td></tr>`)}</table>`}`;
}
