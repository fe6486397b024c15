import { z } from 'zod';
import { toNestedTool } from './as-written.ts';
import { cacheControl, openObject, text } from './content.ts';

/** Names that upstream takes. */
const toolName = z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/, {
  error: ({ input }) => `must be 1 to 128 letters, digits, underscores or hyphens${exampleFor(input)}.`,
});

function exampleFor(name: unknown): string {
  const example = typeof name === 'string' ? name.slice(0, LONGEST_EXAMPLE).replace(/[^a-zA-Z0-9_-]+/g, '_') : '';
  return /[a-zA-Z0-9]/.test(example) ? `, such as \`${example}\`` : '';
}

const LONGEST_EXAMPLE = 64;

/** PHP writes an empty object as an empty list. */
const toObject = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);

export const functionDefinition = z.object({
  name: toolName,
  description: text.nullish(),
  parameters: z.preprocess(toObject, openObject).nullish(),
  strict: z.boolean().nullish(),
});

const customDefinition = z.object({
  name: toolName,
  description: text.nullish(),
  format: z
    .object({ type: z.string() })
    .refine((format) => format.type === 'text', {
      params: { code: 'unsupported_value' },
      error: 'must be of type `text`; grammars are not supported, so describe the form in the tool’s description.',
    })
    .nullish(),
});

const cacheable = { cache_control: cacheControl.nullish() };

export const tool = z.preprocess(
  toNestedTool,
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('function'), function: functionDefinition, ...cacheable }),
    z.object({ type: z.literal('custom'), custom: customDefinition, ...cacheable }),
  ]),
);

/** A choice may spell a name as histories do, even where no definition may have it. */
const named = z.object({ name: text.min(1) });
const namedFunction = z.object({ type: z.literal('function'), function: named });
const namedCustom = z.object({ type: z.literal('custom'), custom: named });
const namedTool = z.preprocess(toNestedTool, z.discriminatedUnion('type', [namedFunction, namedCustom]));

const parallel = { disable_parallel_tool_use: z.boolean().nullish() };
const words = z.enum(['auto', 'none', 'required', 'any']);

export const toolChoice = z.union([
  words,
  z.preprocess(
    toNestedTool,
    z.discriminatedUnion('type', [
      namedFunction,
      namedCustom,
      // Anthropic's own form.
      z.object({ type: words, ...parallel }),
      z.object({ type: z.literal('tool'), ...named.shape, ...parallel }),
      z.object({
        type: z.literal('allowed_tools'),
        allowed_tools: z.object({ mode: z.enum(['auto', 'required']), tools: z.array(namedTool).min(1).max(10_000) }),
      }),
    ]),
  ),
]);

export const functionChoice = z.union([z.enum(['auto', 'none']), named]);

export type ToolInput = z.infer<typeof tool>;
export type FunctionDefinition = z.infer<typeof functionDefinition>;
export type ToolChoiceInput = z.infer<typeof toolChoice>;
