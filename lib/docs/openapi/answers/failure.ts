import { z } from 'zod';
import { ERROR_CODES } from '#lib/errors.ts';

export const failure = z.object({
  error: z.object({
    message: z.string().describe('What is wrong and what to do, in English.'),
    type: z.string().describe('OpenAI’s class of errors.'),
    param: z.string().nullable().describe('The field at fault, as `messages[2].content`.'),
    code: z.enum(Object.keys(ERROR_CODES)).describe('The stable name of the failure.'),
    doc_url: z.string().nullable().describe('The page about this code.'),
    request_id: z.string().describe('To quote to support.'),
    tokenhub: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Facts for programs, such as the nearest model names.'),
  }),
});
