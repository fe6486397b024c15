import type Stripe from 'stripe';
import { payInvoice, paymentOf } from '../actions/invoice.ts';
import { StripeFailure } from '../http/error.ts';
import type { World } from '../world.ts';
import { dollars, html, type PageCall, type PageReply, page } from './html.ts';

/** The page of an invoice. An open invoice can be paid here, with 3-D Secure. */
export function invoicePage({ world, base, id, form }: PageCall): PageReply {
  const invoice = world.find('invoice', id);
  if (!invoice) return { status: 404, html: page(base, 'There is no such invoice', html`<p>Look in the portal.</p>`) };
  const error = form ? pay(world, id) : null;
  if (form && !error) return { redirect: `${base}/invoice/${id}` };
  return { html: page(base, `Invoice ${invoice.number}`, body(world.get('invoice', id), base, error)) };
}

function pay(world: World, id: string): string | null {
  try {
    const intent = world.find('paymentIntent', paymentOf(world, id)?.payment.payment_intent);
    const methodId = intent?.payment_method ? String(intent.payment_method) : null;
    payInvoice(world, id, { methodId, isOnSession: true, isAuthenticated: true });
    return null;
  } catch (error) {
    if (error instanceof StripeFailure) return error.message;
    throw error;
  }
}

const body = (invoice: Stripe.Invoice, base: string, error: string | null) => html`
${error && html`<p role="alert">${error}</p>`}
<table>
${invoice.lines.data.map(({ description, amount }) => html`<tr><td>${description}</td><td>${dollars(amount)}</td></tr>`)}
<tr><th scope="row">Tax</th><td>${dollars(taxOf(invoice))}</td></tr>
<tr><th scope="row">Total</th><td>${dollars(invoice.total)}</td></tr>
</table>
<p>Status: ${invoice.status}. <a href="${base}/invoice/${invoice.id}/pdf">Download as PDF</a></p>
${invoice.status === 'open' && html`<form method="post"><button>Confirm with your bank and pay ${dollars(invoice.amount_remaining)}</button></form>`}`;

const taxOf = ({ total_taxes }: Stripe.Invoice): number =>
  (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);

export function invoicePdf({ world, base, id }: PageCall): PageReply {
  const invoice = world.find('invoice', id);
  if (!invoice) return { status: 404, html: page(base, 'There is no such invoice', html``) };
  const lines = invoice.lines.data.map(({ description, amount }) => `${description ?? ''}: ${dollars(amount)}`);
  const sums = [`Tax: ${dollars(taxOf(invoice))}`, `Total: ${dollars(invoice.total)}`, `Status: ${invoice.status}`];
  return { pdf: toPdf([`Invoice ${invoice.number ?? ''} (local Stripe)`, ...lines, ...sums]) };
}

export function receiptPage({ world, base, id }: PageCall): PageReply {
  const charge = world.find('charge', id);
  if (!charge) return { status: 404, html: page(base, 'There is no such receipt', html``) };
  const text = `${dollars(charge.amount)} ${charge.status}, ${dollars(charge.amount_refunded)} refunded.`;
  return { html: page(base, 'Receipt', html`<p>${text}</p>`) };
}

/** A text page as PDF 1.4, in the standard font of all readers. */
function toPdf(lines: readonly string[]): Buffer {
  const text = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
  const content = `BT /F1 12 Tf 16 TL 60 760 Td\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, 'latin1');
}
