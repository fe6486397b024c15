import type { UpstreamFailure } from '../messages/failure.ts';

export type TimeoutPhase = Extract<UpstreamFailure, { kind: 'timeout' }>['phase'];

/** A watched request. Its owner moves the fields by plain assignment; nothing is rescheduled per chunk. */
export interface Watched {
  /** When the whole request has taken too long, on the watch's clock. */
  totalAt: number;
  /** When the last sign of life came, and how long silence may last in this phase. */
  quietSince: number;
  quietMs: number;
  quietPhase: TimeoutPhase;
  /** Set while reading is paused: silence is then our own doing. */
  isPaused: boolean;
  /** Index in the watch's list; changed by the watch alone. */
  place: number;
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

/**
 * One coarse timer for all requests, so a thousand open streams cost a loop a few times a second and not a timer each.
 * It keeps a plain list: when a Set grows, its old table still references its entries, which would keep the data of
 * finished requests alive until the next full collection.
 */
export function createWatch({ tickMs, now }: { tickMs: number; now: () => number }): Watch {
  const all: Watched[] = [];
  let timer: NodeJS.Timeout | undefined;

  function tick() {
    for (const watched of [...all]) {
      const phase = overduePhase(watched, now());
      if (phase) watched.expire(phase);
    }
    if (all.length === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  return {
    now,
    add: (watched) => {
      watched.place = all.push(watched) - 1;
      timer ??= setInterval(tick, tickMs).unref();
    },
    remove: (watched) => {
      if (all[watched.place] !== watched) return;
      const last = all.pop() as Watched;
      if (last === watched) return;
      all[watched.place] = last;
      last.place = watched.place;
    },
  };
}
