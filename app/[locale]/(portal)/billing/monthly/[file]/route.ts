import { createHash } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { env } from '#lib/config/env.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { statementStream } from '#lib/statement/export.ts';
import { KINDS, type MovementKind, NO_FILTER } from '#lib/statement/filter.ts';
import { type MonthWords, monthPdf, type Party } from '#lib/statement/month-pdf.ts';
import { isFinal, listCharges, listMonths } from '#lib/statement/months.ts';
import { readMovements } from '#lib/statement/movements.ts';
import { findBillingDetails } from '#lib/stripe/billing-details.ts';
import { findMember } from '../../../find-member.ts';

interface Context {
  params: Promise<{ locale: string; file: string }>;
}

const FILE = /^(20\d\d-(?:0[1-9]|1[0-2]))\.(pdf|csv)$/;
const TYPES = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' };

/** A month of an account as a PDF statement or as its movements: `2026-11.pdf`, `2026-11.csv`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const locale = await readLocale(params);
  const member = await findMember(request, 'billing:read');
  if (member instanceof Response) return member;
  const [, month = '', format] = FILE.exec((await params).file) ?? [];
  const months = await listMonths(member.accountId);
  const found = months.find((one) => one.month === month);
  if (!found) return new Response(null, { status: 404 });
  const csv = () => statementStream('csv', readMovements(member.accountId, { ...NO_FILTER, month }));
  const headers = {
    'content-type': TYPES[format === 'pdf' ? 'pdf' : 'csv'],
    'content-disposition': `attachment; filename="statement-${month}.${format}"`,
    'cache-control': 'no-store',
  };
  if (format === 'csv') return new Response(csv(), { headers });
  const pdf = await monthPdf({
    locale,
    words: await wordsFor(locale, await hashOf(csv())),
    number: `${month}-${member.accountId.slice(-6).toUpperCase()}`,
    month: found,
    charges: await listCharges(member.accountId, month),
    account: await nameAccount(member),
    operator: nameOperator(),
    isFinal: isFinal(month, new Date()),
  });
  return new Response(new Uint8Array(pdf), { headers });
}

async function hashOf(file: ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of file) hash.update(piece);
  return hash.digest('hex');
}

/** The account's name and address as on invoices, if it has ever paid. */
async function nameAccount({ accountId, account }: CurrentUser): Promise<Party> {
  const { name, address, taxIds } = await findBillingDetails(accountId);
  return [name ?? account.name, ...address, ...taxIds];
}

const nameOperator = (): Party =>
  [env.OPERATOR_NAME ?? 'TokenHub', ...(env.OPERATOR_ADDRESS?.split(/\s*;\s*/) ?? []), env.OPERATOR_TAX_ID].filter(
    (line): line is string => Boolean(line),
  );

async function wordsFor(locale: Locale, sha256: string): Promise<MonthWords> {
  const t = await getTranslations({ locale, namespace: 'billing.monthly.paper' });
  const kinds = await getTranslations({ locale, namespace: 'billing.statement.kinds' });
  return {
    title: t('title'),
    number: t('number'),
    account: t('account'),
    operator: t('operator'),
    opening: t('opening'),
    closing: t('closing'),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, kinds(kind)])) as Record<MovementKind, string>,
    charges: t('charges'),
    model: t('model'),
    key: t('key'),
    requests: t('requests'),
    amount: t('amount'),
    none: t('none'),
    provisional: t('provisional'),
    invoices: t('invoices'),
    proof: t('proof', { sha256 }),
  };
}
