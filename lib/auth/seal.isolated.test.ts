import '#lib/testing/own-data.ts';
import { expect, it } from 'vitest';
import { seal, unseal } from '#lib/config/secret.ts';

const box = seal('totp', 'user_1', Buffer.from('secret'));

it('opens for its owner', () => expect(unseal('totp', 'user_1', box).toString()).toBe('secret'));
it('does not show what is inside', () => expect(Buffer.from(box).includes('secret')).toBe(false));
it('does not open for another owner', () => expect(() => unseal('totp', 'user_2', box)).toThrow());
it('does not open for another purpose', () => expect(() => unseal('other', 'user_1', box)).toThrow());
it('does not open once changed', () => {
  const changed = Uint8Array.from(box, (byte, index) => (index === box.length - 1 ? byte ^ 1 : byte));
  expect(() => unseal('totp', 'user_1', changed)).toThrow();
});
