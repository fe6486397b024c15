import 'server-only';
import type { UpstreamFailure } from '../messages/failure.ts';
import {
  type AttemptVerdict,
  admit,
  type Breaker,
  CLOSED,
  judge,
  NOTHING,
  type Permission,
  permissionOf,
  toVerdict,
  WORKS,
} from './breaker.ts';
import { alarmFor, type KeyAlarm } from './key-alarm.ts';
import { blamesUpstreamKey } from './retry.ts';

/** The right to make one attempt with a key. Exactly one of its methods is called, once the outcome is known. */
export interface Lease {
  index: number;
  secret: string;
  succeed(): void;
  fail(failure: UpstreamFailure): void;
  /** The caller hung up: the attempt does not count for or against the key. */
  abandon(): void;
}

export interface KeyPool {
  /** The best key for this model, preferring one not in `tried`; null when all are left out. */
  lease(model: string, tried: ReadonlySet<number>): Lease | null;
  hasOther(model: string, tried: ReadonlySet<number>): boolean;
  /** When the first key may be tried again; null when there is no key at all. */
  nextChance(model: string): NextChance | null;
}

interface NextChance {
  waitMs: number;
  /** Whether that key rests because of the operator's account. */
  isAccountFault: boolean;
}

interface Candidate {
  index: number;
  permission: Permission;
  isTried: boolean;
}

/**
 * Round robin from `cursor` over the usable keys, untried ones first. A key due for a probe goes before the healthy,
 * because only a live request can bring it back. It may be one attempt of a request, not all of them.
 */
export function chooseKey(candidates: readonly Candidate[], cursor: number): number | null {
  const distance = ({ index }: Candidate) => (index - cursor + candidates.length) % candidates.length;
  const isProbing = !candidates.some((it) => it.isTried);
  const rank = (it: Candidate) => (it.isTried ? 2 : 0) + ((it.permission === 'probe') === isProbing ? 0 : 1);
  const usable = candidates.filter((it) => it.permission !== 'refused');
  const [best] = usable.sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b));
  return best?.index ?? null;
}

interface KeyState {
  secret: string;
  whole: Breaker;
  models: Map<string, Breaker>;
}

interface KeyPoolOptions {
  keys: readonly string[];
  now: () => number;
  random: () => number;
  onAlarm: (alarm: KeyAlarm) => void;
}

/** The upstream keys, each with one breaker of its own and one per model: an overloaded model affects no other. */
export function createKeyPool({ keys, now, random, onAlarm }: KeyPoolOptions): KeyPool {
  const states = keys.map((secret): KeyState => ({ secret, whole: CLOSED, models: new Map() }));
  let cursor = 0;

  const candidates = (model: string, tried: ReadonlySet<number>): Candidate[] =>
    states.map((state, index) => ({
      index,
      isTried: tried.has(index),
      permission: permissionFor(state, model, now()),
    }));

  function lease(model: string, tried: ReadonlySet<number>): Lease | null {
    const index = chooseKey(candidates(model, tried), cursor);
    const state = index === null ? undefined : states[index];
    if (index === null || state === undefined) return null;
    cursor = (index + 1) % states.length;
    return openLease(state, index, model);
  }

  function openLease(state: KeyState, index: number, model: string): Lease {
    const isProbe = { whole: state.whole.state !== 'closed', model: modelBreaker(state, model).state !== 'closed' };
    state.whole = admit(state.whole, now());
    setModelBreaker(state, model, admit(modelBreaker(state, model), now()));

    const record = (verdicts: { whole: AttemptVerdict; model: AttemptVerdict }, failure: UpstreamFailure | null) => {
      const before = { whole: state.whole, model: modelBreaker(state, model) };
      const shared = { now: now(), random };
      state.whole = judge(before.whole, { ...shared, verdict: verdicts.whole, isProbe: isProbe.whole });
      setModelBreaker(
        state,
        model,
        judge(before.model, { ...shared, verdict: verdicts.model, isProbe: isProbe.model }),
      );
      reportChange(before.whole, state.whole, { failure, index, model: null });
      reportChange(before.model, modelBreaker(state, model), { failure, index, model });
    };

    return {
      index,
      secret: state.secret,
      succeed: () => record({ whole: WORKS, model: WORKS }, null),
      abandon: () => record({ whole: NOTHING, model: NOTHING }, null),
      fail: (failure) => {
        const verdict = toVerdict(failure);
        if (verdict.says === 'works') record({ whole: WORKS, model: WORKS }, null);
        else if (concernsWholeKey(failure)) record({ whole: verdict, model: NOTHING }, failure);
        else record({ whole: NOTHING, model: verdict }, failure);
      },
    };
  }

  function reportChange(...change: Parameters<typeof alarmFor>) {
    const alarm = alarmFor(...change);
    if (alarm) onAlarm(alarm);
  }

  return {
    lease,
    hasOther: (model, tried) => candidates(model, tried).some((it) => !it.isTried && it.permission !== 'refused'),
    nextChance: (model) => {
      const chances = states.map((state) => chanceOf([state.whole, modelBreaker(state, model)], now()));
      return chances.sort((a, b) => a.waitMs - b.waitMs)[0] ?? null;
    },
  };
}

function permissionFor(state: KeyState, model: string, now: number): Permission {
  const both = [permissionOf(state.whole, now), permissionOf(modelBreaker(state, model), now)];
  if (both.includes('refused')) return 'refused';
  return both.includes('probe') ? 'probe' : 'pass';
}

const modelBreaker = (state: KeyState, model: string): Breaker => state.models.get(model) ?? CLOSED;

function setModelBreaker(state: KeyState, model: string, breaker: Breaker) {
  if (breaker.state === 'closed' && breaker.strikes === 0) state.models.delete(model);
  else state.models.set(model, breaker);
}

const chanceOf = (breakers: readonly Breaker[], now: number): NextChance => ({
  waitMs: Math.max(...breakers.map((it) => (it.state === 'open' ? Math.max(0, it.until - now) : 0))),
  isAccountFault: breakers.some((it) => it.state !== 'closed' && it.isAccountFault),
});

/** A 403 may concern one model only, and so does capacity. A bad key or an empty account concerns all models. */
const concernsWholeKey = (failure: UpstreamFailure): boolean =>
  blamesUpstreamKey(failure) && !(failure.kind === 'error' && failure.status === 403);

/**
 * For an upstream such as the sandbox, whose callers order its failures: a pool that never leaves its key out, so that
 * one customer's ordered error does not affect the others.
 */
export function createNoopKeyPool([secret]: readonly string[]): KeyPool {
  const nothing = () => {};
  return {
    lease: () =>
      secret === undefined ? null : { index: 0, secret, succeed: nothing, fail: nothing, abandon: nothing },
    hasOther: () => false,
    nextChance: () => (secret === undefined ? null : { waitMs: 0, isAccountFault: false }),
  };
}
