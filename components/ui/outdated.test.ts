import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isOutdated, loadOrReload } from './outdated.ts';

const named = (name: string) => Object.assign(new Error('failed'), { name });
const reload = vi.fn();
let isOnline: boolean;
let sinceLoadedMs: number;

beforeEach(() => {
  isOnline = true;
  reload.mockClear();
  sinceLoadedMs = 60_000;
  vi.stubGlobal('navigator', {
    get onLine() {
      return isOnline;
    },
  });
  vi.stubGlobal('window', { location: { reload } });
  vi.stubGlobal('performance', { now: () => sinceLoadedMs });
});
afterEach(() => void vi.unstubAllGlobals());

it.each(['UnrecognizedActionError', 'ChunkLoadError'])(
  'tells an outdated page by %s, while there is a connection',
  (name) => {
    expect(isOutdated(named(name))).toBe(true);
    isOnline = false;
    expect(isOutdated(named(name))).toBe(false);
  },
);

it('does not report other failures as outdated', () => {
  expect(isOutdated(new TypeError('Failed to fetch'))).toBe(false);
  expect(isOutdated('UnrecognizedActionError')).toBe(false);
});

const missing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

it('reloads the page when a part of it is missing', async () => {
  void loadOrReload(missing);
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

it('does not reload repeatedly', async () => {
  sinceLoadedMs = 1_000;
  await expect(loadOrReload(missing)).rejects.toThrow('Failed to fetch');
  expect(reload).not.toHaveBeenCalled();
});

it('does not reload without a connection', async () => {
  isOnline = false;
  await expect(loadOrReload(missing)).rejects.toThrow('Failed to fetch');
  expect(reload).not.toHaveBeenCalled();
});
