import 'server-only';
import { canonicalEmail } from '#lib/accounts/email.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { withoutBlanks } from '#lib/normalise.ts';

const MOST = 50;

const accountSummary = {
  ...{ id: true, kind: true, name: true, createdAt: true, suspendedAt: true },
  ...{ requestsPerMinute: true, tokensPerMinute: true, concurrency: true },
  balance: { select: { available: true, held: true, debt: true } },
  memberships: { select: { role: true, user: { select: { id: true, email: true } } }, orderBy: { createdAt: 'asc' } },
  budgets: {
    where: { cap: { not: null } },
    select: { id: true, subjectKind: true, subjectId: true, window: true, cap: true },
    orderBy: { id: 'asc' },
  },
  _count: { select: { keys: { where: { revokedAt: null } } } },
} satisfies Prisma.AccountSelect;

/** An account as the operator sees it. */
export type OperatorAccount = Prisma.AccountGetPayload<{ select: typeof accountSummary }>;

/**
 * Finds accounts by an e-mail address, the last characters of a key, or an id: of an account, user, key, request, top-up or
 * movement, or of a customer, payment, charge, checkout, invoice, refund or dispute at Stripe.
 */
export async function findAccounts(query: string): Promise<OperatorAccount[]> {
  const text = withoutBlanks(query);
  const ids = text === '' ? [] : await findIds(text);
  const where = { id: { in: [...new Set(ids.filter((id) => id !== null))] } };
  return db.account.findMany({ where, select: accountSummary, orderBy: { createdAt: 'desc' }, take: MOST });
}

type Found = { accountId: string | null };
const idsOf = async (rows: Promise<Found[]>): Promise<(string | null)[]> =>
  (await rows).map(({ accountId }) => accountId);

const select = { accountId: true } as const;

/** By the prefix of the id. */
const FINDERS: Record<string, (id: string) => Promise<(string | null)[]>> = {
  acct: async (id) => [id],
  user: (userId) => idsOf(db.membership.findMany({ where: { userId }, select })),
  key: (id) => idsOf(db.apiKey.findMany({ where: { id }, select })),
  req: async (requestId) => [
    ...(await idsOf(db.usageRecord.findMany({ where: { requestId }, select }))),
    ...(await idsOf(db.hold.findMany({ where: { requestId }, select }))),
  ],
  txn: (id) => idsOf(db.ledgerTransaction.findMany({ where: { id }, select })),
  top: (id) => idsOf(db.topUp.findMany({ where: { id }, select })),
  cus: (customerId) => idsOf(db.stripeCustomer.findMany({ where: { customerId }, select })),
  cs: (sessionId) => idsOf(db.topUp.findMany({ where: { sessionId }, select })),
  in: async (invoiceId) => [
    ...(await idsOf(db.topUp.findMany({ where: { invoiceId }, select }))),
    ...(await payersOf({ invoiceId })),
  ],
  pi: (paymentIntentId) => payersOf({ paymentIntentId }),
  ch: (chargeId) => payersOf({ chargeId }),
  re: async (refundId) => payersOfReversal(await db.stripeRefund.findUnique({ where: { refundId } })),
  dp: async (disputeId) => payersOfReversal(await db.stripeDispute.findUnique({ where: { disputeId } })),
  du: async (disputeId) => payersOfReversal(await db.stripeDispute.findUnique({ where: { disputeId } })),
};

/** A payment that fits no order names a customer, whose account it may be. */
async function payersOf(where: Prisma.StripePaymentWhereInput): Promise<(string | null)[]> {
  const payments = await db.stripePayment.findMany({ where, select: { accountId: true, customerId: true } });
  const customers = payments.flatMap(({ customerId }) => customerId ?? []);
  const owners = await idsOf(db.stripeCustomer.findMany({ where: { customerId: { in: customers } }, select }));
  return [...payments.map(({ accountId }) => accountId), ...owners];
}

const payersOfReversal = (reversal: { paymentIntentId: string } | null) =>
  reversal ? payersOf({ paymentIntentId: reversal.paymentIntentId }) : none();

function findIds(text: string): Promise<(string | null)[]> {
  if (text.includes('@')) {
    const user = { emailCanonical: canonicalEmail(text) ?? '' };
    return idsOf(db.membership.findMany({ where: { user }, select }));
  }
  const prefix = /^[a-z]+(?=_)/.exec(text)?.[0];
  if (prefix !== undefined) return Object.hasOwn(FINDERS, prefix) ? (FINDERS[prefix]?.(text) ?? none()) : none();
  const end = KEY_END.exec(text)?.[0];
  return end === undefined ? none() : idsOf(db.apiKey.findMany({ where: { hint: { endsWith: end } }, select }));
}

const none = () => Promise.resolve([]);

/** The last four characters of a key, as its hint shows them. */
const KEY_END = /[0-9A-Za-z]{4}$/;
