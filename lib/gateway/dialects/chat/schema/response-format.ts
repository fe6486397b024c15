import { z } from 'zod';
import { openObject, text } from './json-value.ts';

export const responseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string().nullish(),
      description: text.nullish(),
      schema: openObject.nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

export type ResponseFormat = z.infer<typeof responseFormat>;
