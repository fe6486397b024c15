import { SITE } from '#lib/config/site.ts';
import { RETENTIONS, STORE_HEADER, toStoreWord } from '#lib/content/retention.ts';
import { CHAT_EXAMPLE } from './chat-example.ts';
import { ANSWER_HEADERS, HEADERS, type HeaderName, headersOf } from './headers.ts';
import { OPERATIONS, type Operation, type PathParameter } from './operations.ts';
import { componentSchemas, type SchemaName } from './schemas.ts';
import type { QueryParameter } from './usage-parameters.ts';

const ref = (name: SchemaName | 'ChatCompletionRequest') => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object, more: object = {}) => ({ 'application/json': { schema, ...more } });
const FAILED = { $ref: '#/components/responses/Failure' };

/** The API as OpenAPI 3.1. The request schema is the one that validates requests; codes come from `lib/errors.ts`. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: { title: `${SITE.name} API`, version: '1.0.0', description: 'Claude through OpenAI’s chat completions.' },
    servers: [{ url: SITE.apiPath }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths: Object.fromEntries(OPERATIONS.flatMap(toPaths)),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key: `th-live-…` or `th-test-…`.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
      headers: Object.fromEntries(
        Object.entries(HEADERS).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
      ),
      responses: {
        Failure: {
          description: 'What went wrong.',
          headers: answerHeaders(ANSWER_HEADERS),
          content: json(ref('Error')),
        },
      },
      schemas: componentSchemas(),
    },
  };
}

function toPaths(operation: Operation): [path: string, item: object][] {
  const { id, method, path, queryPath, parameter } = operation;
  const described = toOperationObject(operation);
  const second = {
    ...described,
    operationId: `${id}ByQuery`,
    parameters: parameter && [toParameter(parameter, 'query')],
  };
  return [
    [path, { [method]: described }],
    ...(queryPath ? [[queryPath, { [method]: second }] as [string, object]] : []),
  ];
}

function toOperationObject(operation: Operation) {
  const { id, summary, parameter, query, body, answer, chunk, isPublic } = operation;
  const headers = answerHeaders(headersOf(operation));
  return {
    operationId: id,
    summary,
    ...(isPublic && { security: [] }),
    ...(parameter && { parameters: [toParameter(parameter, 'path')] }),
    ...(query && { parameters: query.map(toQueryParameter) }),
    ...(body && {
      parameters: [STORE_PARAMETER],
      requestBody: { required: true, content: json(ref(body), { example: CHAT_EXAMPLE }) },
    }),
    responses: {
      '200': {
        description: toDescription({ answer, chunk }),
        headers,
        content: { ...(answer && json(ref(answer))), ...(chunk && events(ref(chunk))) },
      },
      '4XX': FAILED,
      '5XX': FAILED,
    },
  };
}

const STORE_PARAMETER = {
  ...{ name: STORE_HEADER, in: 'header', required: false },
  description: 'How long the content of this request is stored, up to what the account allows.',
  schema: { type: 'string', enum: RETENTIONS.map(toStoreWord) },
};

function toDescription({ answer, chunk }: Pick<Operation, 'answer' | 'chunk'>): string {
  if (!chunk) return 'What was asked for.';
  const stream = 'as server-sent events that end with `[DONE]`.';
  return answer ? `The answer, whole, or with \`stream: true\` ${stream}` : `The answer ${stream}`;
}

const toParameter = ({ name, description, example, values }: PathParameter, place: 'path' | 'query') => ({
  name,
  in: place,
  required: true,
  description,
  example,
  schema: { type: 'string', ...(values && { enum: values }) },
});

const toQueryParameter = ({ name, description, schema }: QueryParameter) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  ...(schema.type === 'array' && { style: 'form', explode: false }),
});

const events = (schema: object) => ({
  'text/event-stream': {
    schema: {
      type: 'string',
      description: 'Each `data:` line but the last holds one chunk.',
      contentMediaType: 'application/json',
      contentSchema: schema,
    },
  },
});

const answerHeaders = (names: readonly HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
