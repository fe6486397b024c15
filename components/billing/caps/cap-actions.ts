import type { z } from 'zod';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { changeCapInput, createCapInput, removeCapInput } from '#lib/billing/budgets/schema.ts';

type Action<S extends z.ZodType> = (page: RenderedFor, input: z.input<S>) => Promise<ActionResult<void>>;

/** The page's server actions for caps. */
export interface CapActions {
  create: Action<typeof createCapInput>;
  change: Action<typeof changeCapInput>;
  remove: Action<typeof removeCapInput>;
}
