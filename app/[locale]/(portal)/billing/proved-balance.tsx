import { Suspense } from 'react';
import { BalanceProof } from '#components/billing/balance-proof.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { proveBalance } from '#lib/statement/prove.ts';

interface ProvedBalanceProps {
  accountId: string;
  now: Date;
}

/** The page does not wait for it: an account of years has many entries to add up. */
export const ProvedBalance = (props: ProvedBalanceProps) => (
  <Suspense fallback={<Skeleton className="mb-6 h-9 w-full" />}>
    <Prove {...props} />
  </Suspense>
);

async function Prove({ accountId, now }: ProvedBalanceProps) {
  return <BalanceProof proof={await proveBalance(accountId)} now={now} />;
}
