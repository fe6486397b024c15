import { runClosed } from './closed.ts';
import { runOpen } from './open.ts';
import type { Plan, ResultOf } from './plan.ts';
import { runHold, runTokens } from './streams.ts';

/** The load generator: a separate process that runs one plan after the other, and ends with its parent. */
process.on('message', async (plan: Plan) => {
  try {
    process.send?.({ result: await run(plan) });
  } catch (error) {
    process.send?.({ failure: String(error) });
  }
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

function run(plan: Plan): Promise<ResultOf<Plan>> {
  switch (plan.kind) {
    case 'closed':
      return runClosed(plan);
    case 'open':
      return runOpen(plan);
    case 'hold':
      return runHold(plan);
    case 'tokens':
      return runTokens(plan);
  }
}
