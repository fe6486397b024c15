import { setTimeout as delay } from 'node:timers/promises';
import type { Upstream } from './core/upstream.ts';
import type { StreamEvent } from './messages/events.ts';

/** Slows an upstream's stream to the speed of a model: the sandbox has its whole answer at once. */
export function slowed(upstream: Upstream, pauseMs: number): Upstream {
  return {
    ...upstream,
    stream: async (body, options) => {
      const stream = await upstream.stream(body, options);
      const slowly = () => oneByOne(stream, pauseMs, options.signal);
      return { ...stream, [Symbol.asyncIterator]: slowly };
    },
  };
}

async function* oneByOne(
  batches: AsyncIterable<StreamEvent[]>,
  pauseMs: number,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent[], void> {
  for await (const events of batches) {
    for (const event of events) {
      if (event.type === 'content_block_delta') await delay(pauseMs, undefined, { signal });
      yield [event];
    }
  }
}
