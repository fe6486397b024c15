import { once } from 'node:events';
import { join } from 'node:path';
import { startScript, stopChild } from '../child.ts';
import type { Plan, ResultOf } from './plan.ts';

export interface LoadGenerator {
  run<P extends Plan>(plan: P): Promise<ResultOf<P>>;
  stop(): Promise<void>;
}

export async function startLoadGenerator(): Promise<LoadGenerator> {
  const { child } = await startScript(join(import.meta.dirname, 'worker.ts'));
  return {
    run: async <P extends Plan>(plan: P) => {
      child.send(plan);
      const [news] = (await once(child, 'message')) as [{ result: ResultOf<P> } | { failure: string }];
      if ('failure' in news) throw new Error(`The load generator failed: ${news.failure}`);
      return news.result;
    },
    stop: () => stopChild(child),
  };
}
