/** What a streamed answer shall be like. It travels in the prompt, because that is what every gateway passes on untouched. */
export interface StreamScript {
  chunks: number;
  delayMs: number;
}

export const NO_SCRIPT: StreamScript = { chunks: 1, delayMs: 0 };

const OPENING = '[chunks=';
const PATTERN = /^\[chunks=(\d+) delayMs=(\d+)\]/;
const LONGEST = 64;

export const writeScript = ({ chunks, delayMs }: StreamScript): string => `${OPENING}${chunks} delayMs=${delayMs}]`;

export function readScript(body: Buffer): StreamScript | null {
  const start = body.indexOf(OPENING);
  if (start < 0) return null;
  const found = PATTERN.exec(body.toString('latin1', start, start + LONGEST));
  return found && { chunks: Number(found[1]), delayMs: Number(found[2]) };
}
