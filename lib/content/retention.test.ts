import { describe, expect, it } from 'vitest';
import { NOTHING_STORED, RETENTIONS, retentionFor, shorter, storageRule } from './retention.ts';

const HEADERS = [undefined, 'none', '24h', '30d'];

describe('the retention of a request', () => {
  it('is none while the account stores nothing, for any key and header', () => {
    for (const ofKey of [null, ...RETENTIONS]) {
      for (const header of HEADERS) expect(retentionFor(storageRule('none', ofKey), header)).toBe('none');
    }
  });

  it('is never more than the account allows', () => {
    for (const ofAccount of RETENTIONS) {
      for (const ofKey of [null, ...RETENTIONS]) {
        for (const header of HEADERS) {
          const stored = retentionFor(storageRule(ofAccount, ofKey), header);
          expect(shorter(stored, ofAccount)).toBe(stored);
        }
      }
    }
  });

  it('is the key’s setting, and without one the account’s', () => {
    expect(retentionFor(storageRule('month', null), undefined)).toBe('month');
    expect(retentionFor(storageRule('month', 'day'), undefined)).toBe('day');
    expect(retentionFor(storageRule('day', 'month'), undefined)).toBe('day');
    expect(retentionFor(storageRule('month', 'none'), undefined)).toBe('none');
  });

  it('follows the header down, and up within the account', () => {
    expect(retentionFor(storageRule('month', null), 'none')).toBe('none');
    expect(retentionFor(storageRule('month', 'none'), ' 24H ')).toBe('day');
    expect(retentionFor(storageRule('day', 'none'), '30d')).toBe('day');
  });

  it.each(['', 'false', '7d', 'none, 30d'])('refuses a header of “%s” instead of guessing', (header) => {
    expect(() => retentionFor(NOTHING_STORED, header)).toThrow('`none`, `24h` or `30d`');
  });
});
