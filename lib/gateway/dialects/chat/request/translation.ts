import { JSON_LIMITS } from '#lib/http/json-size.ts';
import type { Model } from '#lib/models/model.ts';
import { AdjustmentLog } from './adjustment-log.ts';
import type { FieldNames } from './field-names.ts';
import { StepBudget } from './step-budget.ts';

/** What every part of one translation shares. */
export interface Translation {
  model: Model;
  log: AdjustmentLog;
  /** References let a few lines of schema mean millions. No tools that a model could tell apart take so many steps. */
  schemaSteps: StepBudget;
  /** The arguments of calls are JSON inside the body's JSON, so together they may hold as much as a body. */
  argumentMembers: StepBudget;
  /** By tool, the fields that are sent under other names than the customer's. */
  fieldNames: Map<string, FieldNames>;
  /** When set, where the customer wrote each block. */
  origins?: Map<object, string>;
}

const SCHEMA_STEPS = 50_000;

export const openTranslation = (model: Model): Translation => ({
  model,
  log: new AdjustmentLog(),
  schemaSteps: new StepBudget(SCHEMA_STEPS),
  argumentMembers: new StepBudget(JSON_LIMITS.members),
  fieldNames: new Map(),
});

/** The block, with a note of where it was written. */
export function placed<Block extends object>(block: Block, at: string, { origins }: Translation): Block {
  origins?.set(block, at);
  return block;
}
