import { z } from 'zod';
import { boundedArray, text } from './json-value.ts';

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
export type TextPart = z.infer<typeof textPart>;
export type ImagePart = z.infer<typeof imagePart>;
export type FilePart = z.infer<typeof filePart>;
export type UserPart = TextPart | ImagePart | FilePart;
export type AssistantPart = TextPart | z.infer<typeof refusalPart>;
