import type { LoadGenerator } from '../load/generator.ts';
import type { Target } from '../targets/target.ts';

/** What a measurement works with. */
export interface Bench {
  load: LoadGenerator;
  targets: readonly Target[];
  /** The upstream itself. */
  direct: Target;
}

export interface Row {
  target: string;
  /** Named figures, units at the end of the name. */
  figures: Record<string, number>;
  failed: number;
  /** Why the first one failed. */
  failure: string | null;
}
