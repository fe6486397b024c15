import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';
import type { CacheControl, TextBlock } from '#lib/gateway/messages/request.ts';
import { JSON_LIMITS } from '#lib/http/json-size.ts';
import type { Model } from '#lib/models/model.ts';
import type { CacheControlInput } from '../schema/content.ts';
import type { FieldNames } from './field-names.ts';

/** State shared by all parts of one translation. */
export interface Translation {
  model: Model;
  log: AdjustmentLog;
  /** References let a few lines of schema expand to millions. Usable tools need far fewer steps than this. */
  schemaSteps: StepBudget;
  /** The arguments of calls are JSON inside the body's JSON, so together they may hold as much as a body. */
  argumentMembers: StepBudget;
  /** Fields that are sent under other names than the customer's, by tool. */
  fieldNames: Map<string, FieldNames>;
  /** When set, receives the origin of each block in the customer's request. */
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

/** Returns the block after noting its origin. */
export function placed<Block extends object>(block: Block, at: string, { origins }: Translation): Block {
  origins?.set(block, at);
  return block;
}

/** Differences between the request as written and as sent, each kind once: a thousand moved messages are one entry. */
export class AdjustmentLog {
  readonly entries: Adjustment[] = [];

  note(param: string, action: Adjustment['action'], reason: string): void {
    const known = this.entries.find((entry) => entry.param === param && entry.action === action);
    if (!known) this.entries.push({ param, action, reason });
    else if (!known.reason.includes(reason)) known.reason += ` ${reason}`;
  }
}

/** A bound on the work that one request may cause. */
export class StepBudget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** Spends the steps if that many are left; says whether they were. */
  spend(steps: number): boolean {
    if (steps > this.#left) return false;
    this.#left -= steps;
    return true;
  }
}

/** Upstream refuses a text block that is empty, or that is whitespace and stands alone. */
export const isBlank = (text: string): boolean => text.trim() === '';

export const textBlock = (text: string): TextBlock => ({ type: 'text', text });

export interface Cacheable {
  cache_control?: CacheControlInput | null;
  prompt_cache_breakpoint?: object | null;
}

export interface Breakpoint {
  cache_control?: CacheControl;
}

/** A part's breakpoint in Anthropic's spelling, if it has one. */
export function toCacheControl(part: Cacheable, log: AdjustmentLog): CacheControl | undefined {
  if (part.cache_control) return fromInput(part.cache_control);
  if (!part.prompt_cache_breakpoint) return undefined;
  log.note('prompt_cache_breakpoint', 'mapped', 'Sent as `cache_control` with the default time to live of 5 minutes.');
  return { type: 'ephemeral' };
}

export const fromInput = ({ type, ttl }: CacheControlInput): CacheControl => (ttl ? { type, ttl } : { type });

export const cached = <Block extends Breakpoint>(block: Block, control: CacheControl | undefined): Block =>
  control ? { ...block, cache_control: control } : block;
