import { expect, it, vi } from 'vitest';
import { callAction, toWaitingTime } from './call-action.ts';

// Next's bundler chooses this variant; Node would choose the browser's.
vi.mock('next/navigation', () => import('next/dist/client/components/navigation.react-server.js'));

const failing = (error: unknown) => callAction(() => Promise.reject(error));

it('returns the action’s result', async () => {
  expect(await callAction(async () => ({ ok: true, data: 1 }))).toEqual({ ok: true, data: 1 });
});

it.each([
  ['unreachable', new TypeError('Failed to fetch')],
  ['internal', new Error('An unexpected response was received from the server.')],
])('returns the code %s when the call fails', async (code, error) => {
  expect(await failing(error)).toEqual({ ok: false, error: { code } });
});

it('reports an outdated page when the server does not know the action', async () => {
  vi.stubGlobal('navigator', { onLine: true });
  const unknown = Object.assign(new Error('Server Action was not found.'), { name: 'UnrecognizedActionError' });
  expect(await failing(unknown)).toEqual({ ok: false, error: { code: 'outdated' } });
  vi.unstubAllGlobals();
});

it('lets a redirect through', async () => {
  const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/en;307;' });
  await expect(failing(redirect)).rejects.toBe(redirect);
});

it.each([
  [1, { minutes: 0, seconds: 1 }],
  [59, { minutes: 0, seconds: 59 }],
  [60, { minutes: 1, seconds: 60 }],
  [61, { minutes: 2, seconds: 61 }],
  [3_600, { minutes: 60, seconds: 3_600 }],
])('rounds a wait of %i s up', (seconds, time) => expect(toWaitingTime(seconds)).toEqual(time));
