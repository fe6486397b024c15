import { Suspense } from 'react';
import { BalanceProof } from '#components/billing/balance-proof.tsx';
import { ProveBooks } from '#components/billing/prove-books.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { proveBalance } from '#lib/statement/prove.ts';
import { proveBooksAction } from './actions.ts';

interface ProvedBalanceProps {
  accountId: string;
  now: Date;
}

/** Streamed, because adding up the entries of an old account takes time. */
export const ProvedBalance = (props: ProvedBalanceProps) => (
  <div className="mb-6 grid gap-3">
    <Suspense fallback={<Skeleton className="h-9 w-full" />}>
      <Prove {...props} />
    </Suspense>
    <ProveBooks onProve={proveBooksAction} />
  </div>
);

async function Prove({ accountId, now }: ProvedBalanceProps) {
  return <BalanceProof proof={await proveBalance(accountId)} now={now} />;
}
