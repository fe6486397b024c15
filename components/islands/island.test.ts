import { expect, it } from 'vitest';
import { readProps, writeProps } from './island.tsx';

it('restores serialised props, including exact bigints', () => {
  const props = {
    model: { rates: { input: 3_000_000_000_000_000_001n } },
    samples: [{ code: 'a\n"b"' }],
    isOpen: false,
  };
  expect(readProps(writeProps(props))).toEqual(props);
});
