import { type AuditBreak, verifyAuditChain } from '#lib/audit/verify.ts';
import { checkInvariants } from '#lib/billing/ledger/invariants.ts';
import { outboxRoot } from '#lib/billing/ledger/ledger.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { BUCKETS } from '#lib/billing/pricing.ts';
import type { Env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';
import { checkStripeBooks } from '#lib/stripe/invariants.ts';
import { listSandboxCredit } from '#lib/stripe/sandbox-credit.ts';
import { toDollars } from '../terminal.ts';
import { type Check, Finding } from './check.ts';

const MAX_EXAMPLES = 5;

export const auditCheck: Check = {
  name: 'audit log',
  async run() {
    const { events, chains, breaks } = await verifyAuditChain();
    if (breaks.length === 0) return `${events} events in ${chains} chains, as they were written`;
    const examples = breaks.slice(0, MAX_EXAMPLES).map(describe).join('; ');
    throw new Finding(
      `was changed after it was written, in ${breaks.length} of ${chains} chains: ${examples}. ` +
        'Compare with a backup to see what was there.',
    );
  },
};

const WORDS: Record<AuditBreak['kind'], (position: bigint) => string> = {
  missing: (position) => `events before number ${position} are gone`,
  altered: (position) => `event number ${position} is not what was written`,
  unlinked: (position) => `event number ${position} does not follow the one before it`,
  cut: (position) => `events after number ${position} are gone`,
};

const describe = ({ chain, position, kind }: AuditBreak): string => `in ${chain}, ${WORDS[kind](position)}`;

export const invariantsCheck: Check = {
  name: 'ledger',
  async run() {
    const violations = await checkInvariants(pool(), outboxRoot());
    if (violations.length === 0) return 'every invariant holds';
    const sentences = violations.map(
      ({ id, sentence, count, examples }) => `${id} (${sentence}) is broken ${count} times, by ${examples.join(', ')}`,
    );
    throw new Finding(sentences.join('; '));
  },
};

export const pricesCheck: Check = {
  name: 'prices',
  async run() {
    const stored = new Map((await db.price.findMany()).map((price) => [price.id, price]));
    const wrong = CATALOG.flatMap(pricesOf).filter((model) => {
      const price = stored.get(priceId(model));
      return !price || BUCKETS.some((bucket) => price[bucket] !== model.rates[bucket]);
    });
    if (wrong.length === 0) return `the database has all ${CATALOG.length} prices of the catalog`;
    const names = wrong.map(({ id }) => id).join(', ');
    throw new Finding(`not as in the catalog: ${names}. New prices are stored when TokenHub starts.`);
  },
};

const pricesOf = ({ id, rates, priceChange }: Model) => [
  { id, rates },
  ...(priceChange ? [{ id, rates: priceChange.rates }] : []),
];

export const paymentsCheck: Check = {
  name: 'payments',
  async run() {
    const broken = await checkStripeBooks();
    if (broken.length === 0) return 'every payment is in the ledger as it should be';
    throw new Finding(
      `payments and ledger differ: ${broken.slice(0, 5).join(', ')}. Run \`tokenhub stripe reconcile\`.`,
    );
  },
};

/** What Stripe as the seller does not go together with. */
export const managedPaymentsCheck: Check = {
  name: 'managed payments',
  async run() {
    const automatic = await db.autoTopUp.count({ where: { isOn: true } });
    if (automatic === 0) return 'Stripe is the seller of every top-up';
    throw new Finding(
      `automatic top-ups of ${automatic} accounts are on and will not run: with STRIPE_MANAGED_PAYMENTS Stripe is the seller, and ` +
        'charges no card without its owner. Tell these accounts, or take the setting away.',
    );
  },
};

/** Whether credit of the sandbox can be spent where it costs the operator, or stands beside real payments. */
export const sandboxCreditCheck = (
  settings: Pick<Env, 'ANTHROPIC_API_KEY' | 'STRIPE_SECRET_KEY' | 'STARTING_CREDIT_USD'>,
): Check => ({
  name: 'sandbox credit',
  async run() {
    const { ANTHROPIC_API_KEY: keys, STRIPE_SECRET_KEY: stripeKey = '', STARTING_CREDIT_USD } = settings;
    const live = (keys.length > 0 && 'ANTHROPIC_API_KEY') || (/^[sr]k_live_/.test(stripeKey) && 'STRIPE_SECRET_KEY');
    if (!live) return 'costs nothing here';
    const found = await listSandboxCredit({ areGrantsMeant: STARTING_CREDIT_USD !== undefined });
    if (found.length === 0) return 'none is left to spend';
    const examples = found.slice(0, MAX_EXAMPLES);
    const accounts = examples.map(({ accountId, spendable }) => `${toDollars(spendable)} of ${accountId}`).join(', ');
    throw new Finding(
      `${live} is set, and credit that nobody paid for can be spent (accounts: ${found.length}): ${accounts}. Start with an ` +
        'empty database, or take it back: `tokenhub credit take --account <id> --usd <amount> --reason <text>`. ' +
        'Starting credit that is meant: say so with STARTING_CREDIT_USD.',
    );
  },
});
