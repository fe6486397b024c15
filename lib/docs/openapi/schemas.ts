import { z } from 'zod';
import { ERROR_CODES } from '#lib/errors.ts';
import { type JsonSchema, requestJsonSchema } from '../json-schema.ts';
import { credits, generation, key } from './answers/account.ts';
import { chatCompletion, chatCompletionChunk, chatCompletionEstimate } from './answers/chat.ts';
import { model, modelList } from './answers/models.ts';
import { usageList } from './answers/usage.ts';

const failure = z.object({
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

const ANSWERS = {
  ChatCompletion: chatCompletion,
  ChatCompletionChunk: chatCompletionChunk,
  ChatCompletionEstimate: chatCompletionEstimate,
  Credits: credits,
  Error: failure,
  Generation: generation,
  Key: key,
  Model: model,
  ModelList: modelList,
  UsageList: usageList,
};

export type SchemaName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as SchemaName[];

export const answerSchema = (name: SchemaName): JsonSchema =>
  withoutDialect(z.toJSONSchema(ANSWERS[name], { io: 'input' }));

/** The document's schemas: the request schema is the one that validates requests. */
export function componentSchemas(): Record<string, JsonSchema> {
  const answers = ANSWER_NAMES.map((name) => [name, answerSchema(name)]);
  return { ChatCompletionRequest: withoutDialect(requestJsonSchema()), ...Object.fromEntries(answers) };
}

/** Removes `$schema`: an OpenAPI document declares the dialect of its schemas itself. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): JsonSchema {
  return schema;
}
