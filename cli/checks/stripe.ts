import { checkStripeBooks } from '#lib/stripe/invariants.ts';
import { type Check, Finding } from './check.ts';

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
