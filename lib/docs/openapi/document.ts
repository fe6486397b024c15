import { z } from 'zod';
import { SITE } from '#lib/config/site.ts';
import { SAMPLE_TOPICS } from '../code-samples.ts';
import { requestJsonSchema } from '../request-schema.ts';
import { chatCompletion, credits, failure, generation, key, model, modelList } from './answers.ts';

const ANSWERS = { ChatCompletion: chatCompletion, Credits: credits, Error: failure, Generation: generation, Key: key };
const PUBLIC_ANSWERS = { Model: model, ModelList: modelList };

const json = (schema: object) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const failed = { $ref: '#/components/responses/Failure' };

const ok = (description: string, name: keyof typeof ANSWERS | keyof typeof PUBLIC_ANSWERS) => ({
  '200': { description, content: json(ref(name)) },
  default: failed,
});

const pathId = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

const PUBLIC = { security: [] };

const chatCompletions = {
  operationId: 'createChatCompletion',
  summary: 'Ask a model.',
  requestBody: { required: true, content: json(ref('ChatCompletionRequest')) },
  responses: {
    '200': {
      description: 'The answer, whole, or with `stream: true` as server-sent events that end with `[DONE]`.',
      content: { ...json(ref('ChatCompletion')), 'text/event-stream': { schema: { type: 'string' } } },
    },
    default: failed,
  },
};

const runDemo = {
  operationId: 'runDemo',
  summary: 'Run one of our samples in the sandbox, without a key.',
  description: 'Nothing is billed or stored. The last chunk says what a live key would have paid.',
  ...PUBLIC,
  parameters: [{ ...pathId('sample', 'Which sample.'), schema: { type: 'string', enum: SAMPLE_TOPICS } }],
  responses: {
    '200': {
      description: 'The answer as server-sent events that end with `[DONE]`.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    default: failed,
  },
};

const PATHS = {
  '/chat/completions': { post: chatCompletions },
  '/demo/{sample}': { post: runDemo },
  '/models': {
    get: {
      operationId: 'listModels',
      summary: 'List the models.',
      ...PUBLIC,
      responses: ok('All models.', 'ModelList'),
    },
  },
  '/models/{model}': {
    get: {
      operationId: 'getModel',
      summary: 'Look up one model.',
      ...PUBLIC,
      parameters: [pathId('model', 'An id or another name of a model. A slash may be written as it is or as `%2F`.')],
      responses: ok('The model.', 'Model'),
    },
  },
  '/key': {
    get: { operationId: 'getKey', summary: 'Look at the calling key.', responses: ok('The key.', 'Key') },
  },
  '/credits': {
    get: {
      operationId: 'getCredits',
      summary: 'Look at the account’s credit.',
      responses: ok('The credit.', 'Credits'),
    },
  },
  '/generations/{id}': {
    get: {
      operationId: 'getGeneration',
      summary: 'Fetch the receipt of a request.',
      parameters: [pathId('id', 'The id of the answer, or the request id.')],
      responses: ok('The receipt.', 'Generation'),
    },
  },
};

/** The API as OpenAPI 3.1. The request is the schema that checks requests; codes are those of `lib/errors.ts`. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: { title: `${SITE.name} API`, version: '1.0.0', description: 'Claude through OpenAI’s chat completions.' },
    servers: [{ url: SITE.apiPath }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths: PATHS,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key: `th-live-…` or `th-test-…`.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
      responses: { Failure: { description: 'What went wrong.', content: json(ref('Error')) } },
      schemas: { ChatCompletionRequest: withoutDialect(requestJsonSchema()), ...answerSchemas() },
    },
  };
}

function answerSchemas(): Record<string, object> {
  const schemas = Object.entries({ ...ANSWERS, ...PUBLIC_ANSWERS }).map(([name, schema]) => [
    name,
    withoutDialect(z.toJSONSchema(schema, { io: 'input' })),
  ]);
  return Object.fromEntries(schemas);
}

/** Inside an OpenAPI document, the document says which dialect its schemas are in. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): object {
  return schema;
}
