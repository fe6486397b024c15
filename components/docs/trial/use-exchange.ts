'use client';

import { useEffect, useRef, useState } from 'react';

/** Endpoint for requests that the session authorises. */
export const TRY_URL = '/api/docs/try';
export const UNAUTHENTICATED = 401;

export interface Outgoing {
  url: string;
  method: 'get' | 'post';
  /** Sent as JSON. */
  body?: string;
}

/** One request and the part of its answer that has arrived. */
export interface Exchange {
  phase: 'idle' | 'sending' | 'receiving' | 'done' | 'failed';
  status: number | null;
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  durationMs: number | null;
}

const IDLE: Exchange = { phase: 'idle', status: null, headers: [], text: '', durationMs: null };

/** Headers of the API itself. Others are the same on every response of the portal. */
const TELLING =
  /^(content-type|retry-after.*|deprecation|sunset|link|x-(request-id|should-retry|tokenhub-.*|ratelimit-.*))$/;

/** Sends one request at a time and shows the answer as it arrives. Unmounting aborts it. */
export function useExchange() {
  const [exchange, setExchange] = useState(IDLE);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const send = async ({ url, method, body }: Outgoing) => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    const show = (change: Partial<Exchange>) => {
      if (controller.current === own) setExchange((before) => ({ ...before, ...change }));
    };
    const startedAt = performance.now();
    setExchange({ ...IDLE, phase: 'sending' });
    try {
      const reply = await fetch(url, { method, ...withBody(body), signal: own.signal });
      const headers = [...reply.headers].filter(([name]) => TELLING.test(name));
      show({ phase: 'receiving', status: reply.status, headers });
      let text = '';
      for await (const piece of piecesOf(reply)) {
        text += piece;
        show({ text });
      }
      show({ phase: 'done', text: readable(text, reply), durationMs: Math.round(performance.now() - startedAt) });
    } catch {
      show({ phase: own.signal.aborted ? 'done' : 'failed' });
    }
  };
  return { exchange, send, stop: () => controller.current?.abort() };
}

const withBody = (body: string | undefined): RequestInit =>
  body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body };

async function* piecesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return;
    yield value ?? '';
  }
}

/** Indents JSON; events stay as they arrived. */
function readable(text: string, reply: Response): string {
  if (!reply.headers.get('content-type')?.startsWith('application/json')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
