/** Less than a reader notices, and than a model pauses between two tokens; longer than a burst does between two reads. */
export const BEAT_MS = 2;

let waiting: (() => void)[] = [];

/** Calls within one beat, together with all others who asked: one timer for however many streams. */
export function atNextBeat(call: () => void): void {
  if (waiting.push(call) === 1) setTimeout(beat, BEAT_MS);
}

function beat(): void {
  const due = waiting;
  waiting = [];
  for (const call of due) call();
}
