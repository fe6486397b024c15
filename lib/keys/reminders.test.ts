import { expect, it } from 'vitest';
import { dueReminder } from './reminders.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const DAY = 24;

it.each([
  ['a month ahead', -30 * DAY, 30 * DAY, null],
  ['just before a week', -30 * DAY, 7 * DAY + 1, null],
  ['a week ahead', -30 * DAY, 7 * DAY, 7],
  ['late, after the server was down', -30 * DAY, 3 * DAY, 7],
  ['a day ahead', -30 * DAY, DAY, 1],
  ['at the last hour', -30 * DAY, 1, 1],
  ['when it is over', -30 * DAY, 0, null],
  ['long after', -30 * DAY, -DAY, null],
  ['just made for a week', 0, 7 * DAY, null],
  ['made for a week, on its last day', -6 * DAY, DAY, 1],
  ['just made for a day', 0, DAY, null],
])('%s', (_when, created, expires, days) => {
  expect(dueReminder({ createdAt: inHours(created), expiresAt: inHours(expires) }, NOW)).toBe(days);
});
