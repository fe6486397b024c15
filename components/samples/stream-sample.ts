import { loadOrReload } from '#components/ui/outdated.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import { RunError } from './sandbox-run.ts';

/**
 * Runs a sample in the sandbox and yields its chunks.
 * @throws RunError when it is refused or ends in the middle; the signal's reason when it is aborted
 */
export async function* streamSample(sample: SampleTopic, signal: AbortSignal) {
  const response = await fetch(`/api/v1/demo/${sample}`, { method: 'POST', signal });
  if (!response.ok || !response.body) throw toRefusal(response);
  for await (const data of readEvents(response.body)) {
    if (data === '[DONE]') return;
    const chunk = JSON.parse(data);
    if (chunk.error) break;
    yield chunk;
  }
  throw new RunError({ reason: 'broken' });
}

function toRefusal({ status, headers }: Response): RunError {
  if (status !== 429) return new RunError({ reason: 'unreachable' });
  return new RunError({ reason: 'busy', retryAfterSeconds: Number(headers.get('retry-after') ?? 60) });
}

/** The parser is loaded by the first run: most readers of a page run nothing. */
async function* readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const { EventSourceParserStream } = await loadOrReload(() => import('eventsource-parser/stream'));
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value.data;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
