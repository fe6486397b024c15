import { describe, expect, it } from 'vitest';
import { NAVIGATION } from './navigation.ts';
import { NO_KEYS, type Press, readPress, type ShortcutEffect } from './shortcut-keys.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  atMs: 0,
  hasModifier: false,
  isTyping: false,
  isOn: true,
  isRepeat: false,
  ...more,
});

const effectsOf = (...presses: Press[]) => {
  let pending = NO_KEYS;
  const effects: (ShortcutEffect | null)[] = [];
  for (const one of presses) {
    const step = readPress(pending, one);
    pending = step.pending;
    effects.push(step.effect);
  }
  return effects.filter((effect) => effect !== null);
};

describe('keyboard shortcuts', () => {
  it('go to a page with g and its letter', () => {
    expect(effectsOf(press('g'), press('k', { atMs: 900 }))).toEqual([{ do: 'go', key: 'k' }]);
  });

  it('ignore a g that was pressed too long ago', () => {
    expect(effectsOf(press('g'), press('k', { atMs: 5_000 }))).toEqual([]);
  });

  it('do nothing while somebody types, holds a modifier or has switched them off', () => {
    for (const state of [{ isTyping: true }, { hasModifier: true }, { isOn: false }]) {
      expect(effectsOf(press('g', state), press('u', state), press('?', state), press('/', state))).toEqual([]);
    }
  });

  it('open the command menu from anywhere, since it needs a modifier', () => {
    expect(effectsOf(press('k', { hasModifier: true, isTyping: true, isOn: false }))).toEqual([{ do: 'commands' }]);
  });

  it('give every page a letter of its own', () => {
    expect(new Set(NAVIGATION.map(({ shortcut }) => shortcut)).size).toBe(NAVIGATION.length);
  });
});
