import type { Script, ScriptedReply } from './scripted-upstream.ts';
import { streamEvents } from './upstream-answers.ts';

/** Details of the operator's account in upstream's responses. None of them may reach a customer. */
export const ACCOUNT_CANARIES = [
  'sk-ant-CANARY',
  '5a4db0c5-0000-4000-8000-7e57ab1e0b0c',
  'org_canary',
  'req_upstream_canary',
  'ops@operator.example',
  'api.anthropic.com',
  'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/operator',
  '$4242.42',
] as const;

const SECRETS = ACCOUNT_CANARIES.join(' ');

/** Headers that identify the operator's account. */
const PRIVATE_HEADERS = {
  'request-id': 'req_upstream_canary',
  'anthropic-organization-id': '5a4db0c5-0000-4000-8000-7e57ab1e0b0c',
  'anthropic-ratelimit-requests-remaining': '$4242.42',
  'set-cookie': '__cf_bm=sk-ant-CANARY; domain=api.anthropic.com',
  via: '1.1 api.anthropic.com',
};

interface ErrorParts {
  status: number;
  type?: string;
  message?: string;
  errorCode?: string;
  retryAfter?: string;
}

const errorJson = ({ type = 'api_error', message = SECRETS, errorCode }: Omit<ErrorParts, 'status'>): string =>
  JSON.stringify({
    type: 'error',
    error: { type, message, details: errorCode ? { error_code: errorCode } : null },
    request_id: 'req_upstream_canary',
  });

export const errorReply = ({ status, retryAfter, ...error }: ErrorParts): ScriptedReply => ({
  status,
  headers: { ...PRIVATE_HEADERS, 'content-type': 'application/json', ...(retryAfter && { 'retry-after': retryAfter }) },
  body: errorJson(error),
});

export const htmlReply = (status: number): ScriptedReply => ({
  status,
  headers: { ...PRIVATE_HEADERS, 'content-type': 'text/html' },
  body: `<!DOCTYPE html><html><head><title>${status}</title></head><body>${SECRETS}</body></html>`,
});

export const streamReply = (events: readonly string[], more: Partial<ScriptedReply> = {}): ScriptedReply => ({
  headers: { ...PRIVATE_HEADERS, 'content-type': 'text/event-stream' },
  body: events,
  ...more,
});

export const wholeReply = (json: string, more: Partial<ScriptedReply> = {}): ScriptedReply => ({
  headers: { ...PRIVATE_HEADERS, 'content-type': 'application/json' },
  body: json,
  ...more,
});

/** An `error` event as upstream sends it during a stream. */
export const errorEvent = (type: string): string => `event: error\ndata: ${errorJson({ type })}\n\n`;

export const asksForStream: (request: Parameters<Script>[0]) => boolean = ({ body }) =>
  JSON.parse(body).stream === true;

const { start, blockStart, text, blockStop, delta, stop } = streamEvents;

/** An answer with these texts: 9 tokens in, 4 out. */
export const answerOf = (...texts: string[]): string[] => [
  start,
  blockStart,
  ...texts.map(text),
  blockStop,
  delta,
  stop,
];
