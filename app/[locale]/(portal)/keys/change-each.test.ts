import { expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { changeEach } from './change-each.ts';

const gone = async (id: string) => {
  if (id === 'gone') throw new AppError('not_found', 'There is no such key.');
};

it('continues after a key that can no longer be changed, and counts such keys', async () => {
  expect(await changeEach(['a', 'gone', 'b'], gone)).toEqual({ changed: ['a', 'b'], unchanged: 1 });
});

it('changes a key once, however often it is named', async () => {
  expect(await changeEach(['a', 'a'], gone)).toEqual({ changed: ['a'], unchanged: 0 });
});

it('returns only keys that it changed, so that an undo touches no others', async () => {
  const isNews = async (id: string) => id !== 'so already';
  expect(await changeEach(['a', 'so already'], isNews)).toEqual({ changed: ['a'], unchanged: 0 });
  expect(await changeEach(['so already'], isNews)).toEqual({ changed: [], unchanged: 0 });
});

it('fails when nothing could be changed', async () => {
  await expect(changeEach(['gone'], gone)).rejects.toMatchObject({ code: 'not_found' });
});

it('rethrows a bug instead of counting it as a deleted key', async () => {
  const broken = async (id: string) => {
    if (id === 'b') throw new Error('bug');
  };
  await expect(changeEach(['a', 'b'], broken)).rejects.toThrow('bug');
});
