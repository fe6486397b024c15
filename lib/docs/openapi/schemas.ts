import { z } from 'zod';
import type { JsonSchema } from '../json-type.ts';
import { requestJsonSchema } from '../request-schema.ts';
import { credits, generation, key } from './answers/account.ts';
import { chatCompletion, chatCompletionChunk } from './answers/chat.ts';
import { failure } from './answers/failure.ts';
import { model, modelList } from './answers/models.ts';

const ANSWERS = {
  ChatCompletion: chatCompletion,
  ChatCompletionChunk: chatCompletionChunk,
  Credits: credits,
  Error: failure,
  Generation: generation,
  Key: key,
  Model: model,
  ModelList: modelList,
};

export type SchemaName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as SchemaName[];

/** An answer's schema as JSON Schema. */
export const answerSchema = (name: SchemaName): JsonSchema =>
  withoutDialect(z.toJSONSchema(ANSWERS[name], { io: 'input' }));

/** The document's schemas: the request is the very schema that checks requests. */
export function componentSchemas(): Record<string, JsonSchema> {
  const answers = ANSWER_NAMES.map((name) => [name, answerSchema(name)]);
  return { ChatCompletionRequest: withoutDialect(requestJsonSchema()), ...Object.fromEntries(answers) };
}

/** Inside an OpenAPI document, the document says which dialect its schemas are in. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): JsonSchema {
  return schema;
}
