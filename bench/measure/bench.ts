import type { LoadGenerator } from '../load/generator.ts';
import type { Target } from '../targets/target.ts';

/** The tools of a measurement. */
export interface Instruments {
  load: LoadGenerator;
  targets: readonly Target[];
  /** The upstream without any gateway. */
  direct: Target;
}

export interface Row {
  target: string;
  /** Named figures, units at the end of the name. */
  figures: Record<string, number>;
  failed: number;
  /** The reason of the first failure. */
  failure: string | null;
}
