import type { WireEvent } from './events.ts';

const BLANKS = ' '.repeat(15);

/** How upstream pads its data lines: 0 to 15 blanks before the last brace. Here the length decides, so bytes repeat. */
const padding = (json: string, index: number): string => BLANKS.slice(0, (json.length * 7 + index * 5) % 16);

/** One event as it stands in the stream; `index` is its position there. */
export function toFrame(event: WireEvent, index: number, lineEnd: '\n' | '\r\n'): string {
  if (event.type === 'ping') return `event: ping${lineEnd}data: {"type": "ping"}${lineEnd}${lineEnd}`;
  const json = JSON.stringify(event);
  return `event: ${event.type}${lineEnd}data: ${json.slice(0, -1)}${padding(json, index)}}${lineEnd}${lineEnd}`;
}
