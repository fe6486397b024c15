import { UpstreamError } from '../../messages/failure.ts';
import type { Provider } from '../../providers/provider.ts';
import { createEventParser } from '../../providers/sse.ts';

const UNSAID = { type: null, errorCode: null, message: '', retryAfterSeconds: null };

/** For tests: a provider with its own addresses, signature, names and framing, where each event is a quoted line. */
export const toyProvider = (name: string): Provider => ({
  name,
  url: (endpoint, model) => `/${name}/${model}/${endpoint}`,
  toBody: ({ model: _, ...request }) => ({ ...request, dialect: 'messages' }),
  sign: ({ path, body }, secret) => ['x-signature', `${secret}:${path}:${body?.length ?? 0}`],
  frames(onEvent) {
    const parser = createEventParser(onEvent);
    const decoder = new TextDecoder();
    let rest = '';
    return {
      feed(chunk) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) parser.feed(Buffer.from(`data: ${line.slice(2)}\n\n`));
      },
    };
  },
  readError: ({ status }) => new UpstreamError({ ...UNSAID, kind: 'error', status }),
  modelId: ({ id }) => `toy.${id}`,
  capabilities: { servesRetired: false, remembersFailures: true },
});
