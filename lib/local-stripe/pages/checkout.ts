import type Stripe from 'stripe';
import { type CheckoutEntry, completeSetup, payCheckout, priceCheckout } from '../actions/checkout.ts';
import { BANK_ACCOUNTS, TEST_CARDS } from '../cards.ts';
import { COUNTRIES, taxOn } from '../tax.ts';
import { dollars, Html, html, type PageCall, type PageReply, page } from './html.ts';

export function checkoutPage({ world, base, id, form }: PageCall): PageReply {
  const session = world.find('session', id);
  if (!session)
    return {
      status: 404,
      html: page(base, 'There is no such checkout', html`<p>Start again from the billing page.</p>`),
    };
  if (session.status === 'complete') return { redirect: successUrl(session) };
  if (session.status === 'expired' || session.expires_at <= world.seconds())
    return {
      status: 410,
      html: page(base, 'This checkout has expired', html`<p>Nothing was paid. ${back(session)}</p>`),
    };
  if (!form) return show(base, session, world.orders.get(id)?.savesCard === 'asks', savedCards(world, session), {});
  return submit({ world, base, id, form }, session);
}

function submit(
  { world, base, id, form }: PageCall & { form: URLSearchParams },
  session: Stripe.Checkout.Session,
): PageReply {
  const entry = toEntry(form);
  const cards = savedCards(world, session);
  const again = (more: { error?: string; notice?: string }) =>
    show(base, world.get('session', id), world.orders.get(id)?.savesCard === 'asks', cards, { form, ...more });
  const problem = problemOf(entry, cards);
  if (problem) return again({ error: problem });
  if (session.mode === 'setup') {
    completeSetup(world, id, entry);
    return { redirect: successUrl(world.get('session', id)) };
  }
  const priced = priceCheckout(world, id, { country: entry.country ?? null, taxId: entry.taxId ?? '' });
  if (form.get('total') !== String(priced.amount_total))
    return again({ notice: `The total for your address is ${dollars(priced.amount_total)}. Please confirm it.` });
  const outcome = payCheckout(world, id, entry);
  if (outcome.result === 'declined') return again({ error: outcome.decline.message });
  if (outcome.result === 'requires_action') return askForConsent(base, id, form);
  return { redirect: successUrl(world.get('session', id)) };
}

function toEntry(form: URLSearchParams): CheckoutEntry {
  const chosen = form.get('method') ?? 'new';
  const [month = '', year = ''] = (form.get('expiry') ?? '').split('/').map((part) => part.trim());
  return {
    ...(chosen === 'new' ? { number: (form.get('number') ?? '').replace(/\s/g, '') } : { savedMethodId: chosen }),
    ...(month && { expMonth: Number(month), expYear: 2_000 + Number(year) }),
    name: form.get('name') ?? '',
    country: form.get('country') ?? 'US',
    taxId: (form.get('tax_id') ?? '').trim(),
    savesCard: form.get('save') === 'on',
    isAuthenticated: form.get('consent') === 'yes',
  };
}

function problemOf(entry: CheckoutEntry, cards: readonly Stripe.PaymentMethod[]): string | null {
  if (entry.savedMethodId) return cards.some(({ id }) => id === entry.savedMethodId) ? null : 'Choose a card.';
  const number = entry.number ?? '';
  if (!TEST_CARDS[number] && !BANK_ACCOUNTS[number]) return 'This is not a test card. Use one of those listed below.';
  if (!entry.name?.trim()) return 'Enter the name on the card.';
  return null;
}

const savedCards = (world: PageCall['world'], { customer }: Stripe.Checkout.Session): Stripe.PaymentMethod[] =>
  customer ? world.all('paymentMethod').filter((method) => method.customer === customer && method.card) : [];

const successUrl = ({ id, success_url }: Stripe.Checkout.Session): string =>
  (success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', id);

const back = ({ cancel_url, id }: Stripe.Checkout.Session) =>
  cancel_url ? html`<a href="${cancel_url.replaceAll('{CHECKOUT_SESSION_ID}', id)}">Back without paying</a>` : html``;

interface Shown {
  form?: URLSearchParams;
  error?: string;
  notice?: string;
}

function show(
  base: string,
  session: Stripe.Checkout.Session,
  asksToSave: boolean,
  cards: Stripe.PaymentMethod[],
  shown: Shown,
): PageReply {
  const isSetup = session.mode === 'setup';
  const value = (name: string, fallback = '') => shown.form?.get(name) ?? fallback;
  const country = value('country', 'US');
  const tax = session.automatic_tax.enabled ? taxOn(session.amount_subtotal ?? 0, country, value('tax_id') !== '') : 0;
  const total = (session.amount_subtotal ?? 0) + tax;
  const body = html`
${shown.error && html`<p role="alert">${shown.error} Nothing was charged.</p>`}
${shown.notice && html`<p role="status"><strong>${shown.notice}</strong></p>`}
${!isSetup && summary(session, tax, total)}
<form method="post">
<input type="hidden" name="total" value="${total}">
${chooseCard(cards, value('method', cards[0]?.id ?? 'new'))}
<fieldset>
<legend>${cards.length > 0 ? 'Another card' : 'Card'}</legend>
<label for="number">Card number</label><input id="number" name="number" inputmode="numeric" autocomplete="cc-number" value="${value('number', '4242 4242 4242 4242')}">
<label for="expiry">Expires (MM/YY)</label><input id="expiry" name="expiry" autocomplete="cc-exp" value="${value('expiry', '12/34')}">
<label for="cvc">Security code</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" value="${value('cvc', '123')}">
<label for="name">Name on the card</label><input id="name" name="name" autocomplete="cc-name" value="${value('name', 'Ada Lovelace')}">
</fieldset>
<label for="country">Country</label>
<select id="country" name="country" autocomplete="country">${Object.entries(COUNTRIES).map(([code, { name }]) => html`<option value="${code}"${code === country && html` selected`}>${name}</option>`)}</select>
<label for="tax_id">VAT number (businesses in the EU)</label><input id="tax_id" name="tax_id" value="${value('tax_id')}">
${asksToSave && html`<label class="inline"><input type="checkbox" name="save"${value('save') === 'on' && html` checked`}> Save this card for later payments</label>`}
<button>${isSetup ? 'Save card' : `Pay ${dollars(total)}`}</button>
</form>
<p>${back(session)}</p>
${testNumbers()}`;
  return {
    html: page(base, isSetup ? 'Save a card' : `Pay ${dollars(total)}`, body),
    ...(shown.error && { status: 402 }),
  };
}

const summary = (session: Stripe.Checkout.Session, tax: number, total: number): Html => html`
<table><caption>Your order</caption>
<tr><th scope="row">Credit</th><td>${dollars(session.amount_subtotal)}</td></tr>
<tr><th scope="row">Tax</th><td>${dollars(tax)}</td></tr>
<tr><th scope="row">Total</th><td><strong>${dollars(total)}</strong></td></tr>
</table>`;

const chooseCard = (cards: readonly Stripe.PaymentMethod[], chosen: string): Html =>
  cards.length === 0
    ? new Html('')
    : html`<fieldset><legend>Pay with</legend>
${cards.map(({ id, card }) => html`<label class="inline"><input type="radio" name="method" value="${id}"${id === chosen && html` checked`}> ${card?.brand} ending ${card?.last4}</label>`)}
<label class="inline"><input type="radio" name="method" value="new"${chosen === 'new' && html` checked`}> Another card</label>
</fieldset>`;

const testNumbers = (): Html => html`<h2>Test cards</h2><table>
<tr><th scope="col">Number</th><th scope="col">What it does</th></tr>
${Object.entries({ ...TEST_CARDS, ...BANK_ACCOUNTS }).map(([number, { label }]) => html`<tr><td>${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</td><td>${label}</td></tr>`)}
</table>`;

/** 3-D Secure as a page of the bank. It resubmits the whole form with the answer. */
function askForConsent(base: string, id: string, form: URLSearchParams): PageReply {
  const fields = [...form].filter(([name]) => name !== 'consent');
  const body = html`<p>Your bank asks whether you are making this payment.</p>
<form method="post" action="${base}/pay/${id}">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button name="consent" value="yes">Complete authentication</button>
</form>
<p><a href="${base}/pay/${id}">Fail authentication</a></p>`;
  return { html: page(base, '3-D Secure', body) };
}
