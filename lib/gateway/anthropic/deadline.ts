import type { UpstreamFailure } from './error.ts';

export type TimeoutPhase = Extract<UpstreamFailure, { kind: 'timeout' }>['phase'];

/** One request under watch. Its owner moves the fields by plain assignment; nothing is rescheduled per chunk. */
export interface Watched {
  /** When the whole request has taken too long, on the watch's clock. */
  totalAt: number;
  /** When the last sign of life came, and how long silence may last in this phase. */
  quietSince: number;
  quietMs: number;
  quietPhase: TimeoutPhase;
  /** We are not listening, so silence is our own doing. */
  isPaused: boolean;
  expire(phase: TimeoutPhase): void;
}

export function overduePhase(watched: Watched, now: number): TimeoutPhase | null {
  if (now >= watched.totalAt) return 'total';
  return !watched.isPaused && now - watched.quietSince >= watched.quietMs ? watched.quietPhase : null;
}

export interface Watch {
  now(): number;
  add(watched: Watched): void;
  remove(watched: Watched): void;
}

/** One coarse timer for all requests, so a thousand open streams cost a loop a few times a second and not a timer each. */
export function createWatch({ tickMs, now }: { tickMs: number; now: () => number }): Watch {
  const all = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;

  function tick() {
    for (const watched of all) {
      const phase = overduePhase(watched, now());
      if (phase) watched.expire(phase);
    }
    if (all.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  return {
    now,
    add: (watched) => {
      all.add(watched);
      timer ??= setInterval(tick, tickMs).unref();
    },
    remove: (watched) => void all.delete(watched),
  };
}
