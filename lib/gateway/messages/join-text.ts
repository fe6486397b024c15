import type { StreamEvent } from './events.ts';

/**
 * The same events, with pieces of text that follow one another as one: they came together, and the frame around a chunk
 * costs its reader more than the text in it.
 */
export function joinText(events: readonly StreamEvent[]): StreamEvent[] {
  const joined: StreamEvent[] = [];
  for (const event of events) {
    const both = join(joined.at(-1), event);
    if (both) joined[joined.length - 1] = both;
    else joined.push(event);
  }
  return joined;
}

function join(before: StreamEvent | undefined, event: StreamEvent): StreamEvent | null {
  if (before?.type !== 'content_block_delta' || event.type !== 'content_block_delta') return null;
  if (before.index !== event.index) return null;
  if (before.delta.type !== 'text_delta' || event.delta.type !== 'text_delta') return null;
  return { ...event, delta: { type: 'text_delta', text: before.delta.text + event.delta.text } };
}
