import { Pool } from 'undici';
import type { Shot } from './plan.ts';

const MARK_BYTE = 0x7e;

export interface Ending {
  /** The reason why the answer does not count; null when it is complete. */
  failure: string | null;
}

interface Listener {
  onMarks?(count: number, piece: Buffer): void;
  onEnd(ending: Ending): void;
}

export const openPool = ({ origin }: Shot, connections: number): Pool =>
  new Pool(origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });

/** Sends the request once and counts the marks of its answer as they arrive. */
export function fire(pool: Pool, { path, headers, body, marks }: Shot, listener: Listener): void {
  let status = 0;
  let seen = 0;
  let refusal = '';
  pool.dispatch(
    { method: 'POST', path, headers, body },
    {
      onRequestStart() {},
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, piece) {
        const found = countMarks(piece);
        if (status !== 200) refusal += piece.toString();
        if (found === 0) return;
        seen += found;
        listener.onMarks?.(found, piece);
      },
      onResponseEnd() {
        if (status === 200 && seen === marks) return listener.onEnd({ failure: null });
        listener.onEnd({ failure: `status ${status}, ${seen} of ${marks} marks ${refusal.slice(0, 300)}`.trim() });
      },
      onResponseError: (_, error) => listener.onEnd({ failure: error.message }),
    },
  );
}

function countMarks(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(MARK_BYTE); at >= 0; at = piece.indexOf(MARK_BYTE, at + 1)) count++;
  return count;
}
