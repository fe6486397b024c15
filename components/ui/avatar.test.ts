import { expect, it } from 'vitest';
import { initialsOf } from './avatar.tsx';

it.each([
  ['Ada Lovelace', 'AL'],
  [' maximilian freiherr von hohenstein ', 'MH'],
  ['ada@example.com', 'A'],
  ['田中 由紀', '田'],
  ['株式会社サンプル', '株'],
  ['𠮷野 家', '𠮷'],
  ['', ''],
])('%j is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
