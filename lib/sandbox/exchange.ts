import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PromptCache } from './cache.ts';
import type { Attempts, Capacity } from './capacity.ts';
import { type ErrorForm, SANDBOX_ORGANIZATION_ID, toErrorReply } from './errors.ts';
import { newWireId } from './message.ts';

/** State of one server between requests, and its clock. */
export interface SandboxState {
  cache: PromptCache;
  attempts: Attempts;
  capacity: Capacity;
  now: () => number;
  /** Resolves early when the signal fires. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  state: SandboxState;
}

/** Headers as upstream sends them, the operator's secrets included, which a gateway must not pass on. */
export function prepareResponse(request: IncomingMessage, response: ServerResponse, state: SandboxState): Exchange {
  const requestId = newWireId('req');
  const reset = new Date(state.now() + 1_000).toISOString();
  response.setHeader('request-id', requestId);
  response.setHeader('anthropic-organization-id', SANDBOX_ORGANIZATION_ID);
  for (const limit of ['requests', 'tokens'] as const) {
    response.setHeader(`anthropic-ratelimit-${limit}-limit`, '4000');
    response.setHeader(`anthropic-ratelimit-${limit}-remaining`, '3999');
    response.setHeader(`anthropic-ratelimit-${limit}-reset`, reset);
  }
  response.setHeader('via', '1.1 google');
  response.setHeader('cf-ray', `${requestId.slice(-16)}-SBX`);
  return { request, response, requestId, state };
}

export function sendJson({ response }: Exchange, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

export function sendError({ response, requestId }: Exchange, form: ErrorForm): void {
  const { status, headers, body } = toErrorReply(form, requestId);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Resolves when the response is over: sent, or its reader left. */
export function whenClosed({ response }: Exchange): Promise<void> {
  if (response.closed || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => response.once('close', () => resolve()));
}

/** Writes and waits for a slow reader; false when the reader has left. */
export async function write({ response }: Exchange, data: string): Promise<boolean> {
  if (data !== '' && !response.write(data) && !response.destroyed)
    await new Promise<void>((resolve) => {
      const settle = () => {
        response.off('drain', settle).off('close', settle);
        resolve();
      };
      response.on('drain', settle).on('close', settle);
    });
  return !response.destroyed;
}
