import { expect, it } from 'vitest';
import { readProps, writeProps } from './island.tsx';

it('gives back what was written, money to the last digit', () => {
  const props = {
    model: { rates: { input: 3_000_000_000_000_000_001n } },
    samples: [{ code: 'a\n"b"' }],
    isOpen: false,
  };
  expect(readProps(writeProps(props))).toEqual(props);
});
