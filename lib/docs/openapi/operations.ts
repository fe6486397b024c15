import { SAMPLE_TOPICS, type SampleTopic } from '#lib/samples/read.ts';
import type { SchemaName } from './schemas.ts';
import { type QueryParameter, USAGE_QUERY } from './usage-parameters.ts';

/** The request id of every example in the documentation. The guides repeat it. */
export const EXAMPLE_REQUEST_ID = 'req_01k9zq4w8b6m3t2v5x7y9abcde';

/** The API's operations, in the order of the reference. A test compares the list with the gateway's routes. */
export const OPERATIONS = [
  {
    id: 'createChatCompletion',
    method: 'post',
    path: '/chat/completions',
    summary: 'Ask a model.',
    body: 'ChatCompletionRequest',
    answer: 'ChatCompletion',
    chunk: 'ChatCompletionChunk',
    programs: 'chat',
  },
  {
    id: 'estimateChatCompletion',
    method: 'post',
    path: '/chat/completions/estimate',
    summary: 'Estimate what an answer would cost.',
    body: 'ChatCompletionRequest',
    answer: 'ChatCompletionEstimate',
  },
  {
    id: 'listModels',
    method: 'get',
    path: '/models',
    summary: 'List the models.',
    answer: 'ModelList',
    isPublic: true,
  },
  {
    id: 'getModel',
    method: 'get',
    path: '/models/{model}',
    summary: 'Look up one model.',
    parameter: {
      name: 'model',
      description: 'An id or another name of a model. A slash may be written as it is or as `%2F`.',
      example: 'anthropic/claude-sonnet-4-6',
    },
    answer: 'Model',
    isPublic: true,
  },
  { id: 'getKey', method: 'get', path: '/key', summary: 'Look at the calling key.', answer: 'Key' },
  { id: 'getCredits', method: 'get', path: '/credits', summary: 'Look at the account’s credit.', answer: 'Credits' },
  {
    id: 'getUsage',
    method: 'get',
    path: '/usage',
    summary: 'Sum up what was used.',
    query: USAGE_QUERY,
    exampleQuery: 'range=7d&group_by=model',
    answer: 'UsageList',
  },
  {
    id: 'getGeneration',
    method: 'get',
    path: '/generations/{id}',
    summary: 'Fetch the receipt of a request.',
    parameter: {
      name: 'id',
      description: 'The id of the answer, or the request id.',
      example: EXAMPLE_REQUEST_ID,
    },
    queryPath: '/generation',
    answer: 'Generation',
  },
  {
    id: 'runDemo',
    method: 'post',
    path: '/demo/{sample}',
    summary: 'Run one of our samples in the sandbox.',
    parameter: { name: 'sample', description: 'Which sample.', example: 'chat', values: SAMPLE_TOPICS },
    chunk: 'ChatCompletionChunk',
    isPublic: true,
  },
] as const satisfies readonly OperationShape[];

export interface PathParameter {
  name: 'model' | 'id' | 'sample';
  description: string;
  example: string;
  values?: readonly string[];
}

interface OperationShape {
  id: string;
  method: 'get' | 'post';
  path: `/${string}`;
  summary: string;
  /** The value of the path's `{…}`. */
  parameter?: PathParameter;
  /** An alternative path that takes the parameter from the query. */
  queryPath?: `/${string}`;
  query?: readonly QueryParameter[];
  exampleQuery?: string;
  /** Sent with the request as JSON. */
  body?: 'ChatCompletionRequest';
  /** The whole response; absent when it is always a stream. */
  answer?: SchemaName;
  /** One chunk of a streamed response. */
  chunk?: SchemaName;
  /** The topic of its sample programs, which replace the `curl` command. */
  programs?: SampleTopic;
  isPublic?: true;
}

export type OperationId = (typeof OPERATIONS)[number]['id'];
export type Operation = OperationShape & { id: OperationId };

/** The page of an operation, below `/docs/api`: `create-chat-completion`. */
export const toOperationSlug = (id: OperationId): string =>
  id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The path of an operation's page, without the language. */
export const operationPath = (id: OperationId): string => `/docs/api/${toOperationSlug(id)}`;

export const findOperation = (slug: string): Operation | null =>
  OPERATIONS.find(({ id }) => toOperationSlug(id) === slug) ?? null;
