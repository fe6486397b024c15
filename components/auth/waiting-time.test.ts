import { expect, it } from 'vitest';
import { toWaitingTime } from './waiting-time.ts';

it.each([
  [1, { minutes: 0, seconds: 1 }],
  [59, { minutes: 0, seconds: 59 }],
  [60, { minutes: 1, seconds: 60 }],
  [61, { minutes: 2, seconds: 61 }],
  [3_600, { minutes: 60, seconds: 3_600 }],
])('tells a wait of %i s so that nobody comes back too early', (seconds, time) =>
  expect(toWaitingTime(seconds)).toEqual(time),
);
