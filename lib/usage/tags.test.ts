import { expect, it } from 'vitest';
import { splitTags, tagsOf } from './tags.ts';

it('takes tags from the header and from the metadata, sorted, the header’s before the other', () => {
  const header = splitTags('team=search, env=prod');
  expect(tagsOf(header, { tags: 'env=dev,run=12', user: 'x' })).toEqual(['env=prod', 'run=12', 'team=search']);
  expect(tagsOf([], { tags: 7 })).toEqual([]);
  expect(tagsOf()).toEqual([]);
});

it('leaves out invalid tags, and tags beyond the limit', () => {
  const odd = ['', 'team', '=x', 'team=', 'a b=c', `long=${'x'.repeat(65)}`, "quote='", 'line=\n'];
  expect(tagsOf(odd)).toEqual([]);
  expect(tagsOf(['a=1', 'b=2', 'c=3', 'd=4', 'e=5', 'f=6'])).toEqual(['a=1', 'b=2', 'c=3', 'd=4', 'e=5']);
});
