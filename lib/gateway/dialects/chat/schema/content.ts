import { z } from 'zod';

const MAX_DEPTH = 64;

/** Whether nesting stays within `levels`. Stops at that depth, so a hostile value cannot exhaust the stack. */
function isShallow(value: unknown, levels = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isShallow(item, levels - 1));
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && !isShallow(member, levels - 1)) return false;
  }
  return true;
}

/** Replaces each half of a split emoji by U+FFFD; copies the value only if there is any. */
export const toWellFormedJson = (value: unknown): unknown => (isWellFormed(value) ? value : repaired(value));

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormed);
  for (const key in value) {
    if (!key.isWellFormed() || !isWellFormed((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  if (Array.isArray(value)) return value.map(repaired);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), repaired(member)]));
}

/** Text for upstream, which refuses half surrogates; every UTF-8 decoder replaces them by U+FFFD as well. */
export const text = z.string().overwrite((value) => value.toWellFormed());

/** A JSON object whose inside is the customer's own, such as a schema. */
export const openObject = z
  .record(z.string(), z.unknown())
  .refine((value) => isShallow(value), { abort: true, error: `must not nest deeper than ${MAX_DEPTH} levels.` })
  .overwrite((value) => toWellFormedJson(value) as Record<string, unknown>);

/** An array whose length is checked before its items, so that a million bad items are one complaint. */
export const boundedArray = <Item extends z.ZodType>(item: Item, max: number) =>
  z.array(z.unknown()).max(max).pipe(z.array(item));

const MAX_PARTS = 10_000;

export const cacheControl = z.object({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).nullish() });

/** OpenAI's spelling of a cache breakpoint. */
const cacheBreakpoint = z.object({ mode: z.string().nullish(), ttl: z.string().nullish() });

/** Parts, and whole messages, may mark where a cached prompt ends. */
export const cacheable = { cache_control: cacheControl.nullish(), prompt_cache_breakpoint: cacheBreakpoint.nullish() };

const textPart = z.object({ type: z.literal('text'), text, ...cacheable });
const refusalPart = z.object({ type: z.literal('refusal'), refusal: text });
const imagePart = z.object({
  type: z.literal('image_url'),
  image_url: z.union([z.string(), z.object({ url: z.string() })]),
  ...cacheable,
});
const filePart = z.object({
  type: z.literal('file'),
  file: z.object({ file_data: z.string().nullish(), filename: text.nullish(), file_id: z.string().nullish() }),
  ...cacheable,
});

const parts = <Part extends z.ZodType>(part: Part) => z.union([text, boundedArray(part, MAX_PARTS)]);

export const systemContent = parts(z.discriminatedUnion('type', [textPart]));
export const userContent = parts(z.discriminatedUnion('type', [textPart, imagePart, filePart]));
export const assistantContent = parts(z.discriminatedUnion('type', [textPart, refusalPart]));
export const toolParts = boundedArray(z.discriminatedUnion('type', [textPart, imagePart, filePart]), MAX_PARTS);

export type CacheControlInput = z.infer<typeof cacheControl>;
type TextPart = z.infer<typeof textPart>;
export type ImagePart = z.infer<typeof imagePart>;
export type FilePart = z.infer<typeof filePart>;
export type UserPart = TextPart | ImagePart | FilePart;
export type AssistantPart = TextPart | z.infer<typeof refusalPart>;
