import type { Shot } from '../load/plan.ts';
import type { Groups } from '../processes.ts';
import type { StreamScript } from '../upstream/script.ts';

/** A gateway under test, running, with the local upstream behind it. */
export interface Target {
  name: string;
  /** The processes to watch. The one under test is `gateway`; what works beside it has a name of its own. */
  processes: Groups & { gateway: readonly number[] };
  /** The request for a whole answer. */
  whole: Shot;
  /** The request for a streamed answer of this kind. */
  stream(script: StreamScript): Shot;
  /** The request for a long stream that nobody pays for, where there is such a thing. */
  freeStream?: Shot;
  stop(): Promise<void>;
}

export type StartTarget = (upstreamUrl: string) => Promise<Target>;
