import { describe, expect, it } from 'vitest';
import { newRun, type Run } from '#lib/playground/run/run.ts';
import type { PlaygroundServices } from '../state/playground-context.tsx';
import { readHistory } from './read-history.ts';

const MODEL = 'anthropic/claude-sonnet-4-6';
const UNTIL = new Date('2026-12-01T12:00:00Z');
const at = (minute: number) => `2026-11-30T12:0${minute}:00.000Z`;

const local = (id: string, minute: number, requestId: string | null = null): Run => ({
  ...newRun({
    ...{ id, columnId: 'a', payer: 'sandbox', startedAt: at(minute), rates: null },
    sent: { model: MODEL, messages: [{ role: 'user', content: `asked by ${id}` }] },
  }),
  requestId,
});
const stored = (requestId: string, minute: number) => ({
  ...{ requestId, model: 'claude-sonnet-4-6', createdAt: new Date(at(minute)), until: UNTIL },
});

interface Kept {
  runs?: Run[] | 'no store' | 'refused';
  played?: ReturnType<typeof stored>[] | 'unreachable' | 'forbidden';
  retention?: 'none' | 'day';
}

function servicesOf({ runs = [], played = [], retention = 'day' }: Kept) {
  const asked: string[] = [];
  const listPlayed = async () => {
    asked.push('played');
    if (played === 'unreachable') throw new TypeError('fetch failed');
    return played === 'forbidden' ? { ok: false, error: { code: 'forbidden' } } : { ok: true, data: played };
  };
  const openStored = async ({ requestId }: { requestId: string }) => {
    asked.push(requestId);
    return { ok: false, error: { code: 'not_found' } };
  };
  const listRuns = async () => {
    if (runs === 'refused') throw new DOMException('refused', 'InvalidStateError');
    return runs;
  };
  const store = runs === 'no store' ? null : { listRuns };
  return { services: { data: { retention, listPlayed, openStored }, store } as unknown as PlaygroundServices, asked };
}

const namesOf = async (kept: Kept) => (await readHistory(servicesOf(kept).services)).map(({ id }) => id);

describe('the list of earlier runs', () => {
  it('lists the runs of this browser and of the server, each once, the last first', async () => {
    const { services } = servicesOf({
      runs: [local('first', 1), local('both', 3, 'req_both')],
      played: [stored('req_both', 3), stored('req_elsewhere', 2)],
    });
    const entries = await readHistory(services);
    expect(entries.map(({ id, title, until }) => ({ id, title, until }))).toEqual([
      { id: 'both', title: 'asked by both', until: UNTIL },
      { id: 'req_elsewhere', title: '', until: UNTIL },
      { id: 'first', title: 'asked by first', until: null },
    ]);
  });

  it('does not ask the server where the account stores nothing', async () => {
    const { services, asked } = servicesOf({ retention: 'none', runs: [local('own', 1)] });
    expect((await readHistory(services)).map(({ id }) => id)).toEqual(['own']);
    expect(asked).toEqual([]);
  });

  it.each(['unreachable', 'forbidden'] as const)(
    'lists the runs of this browser while the server’s list is %s',
    async (played) => expect(await namesOf({ runs: [local('own', 1)], played })).toEqual(['own']),
  );

  it.each(['no store', 'refused'] as const)('lists the runs of the server when the browser has: %s', async (runs) =>
    expect(await namesOf({ runs, played: [stored('req_a', 1)] })).toEqual(['req_a']),
  );

  it('opens a run of this browser without the server, and says that one of the server is gone', async () => {
    const { services, asked } = servicesOf({ runs: [local('own', 2)], played: [stored('req_gone', 1)] });
    const [own, gone] = await readHistory(services);
    expect(JSON.parse((await own?.read()) ?? '')).toEqual({
      model: MODEL,
      messages: [{ role: 'user', content: 'asked by own' }],
    });
    expect(await gone?.read()).toBeNull();
    expect(asked).toEqual(['played', 'req_gone']);
  });
});
