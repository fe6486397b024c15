import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyWorkload } from './testing/any-workload.ts';
import { WORKLOAD_PRESETS } from './workload.ts';
import { readWorkload, withWorkload } from './workload-query.ts';

const read = (address: string) => readWorkload(new URLSearchParams(address));

describe('a workload in an address', () => {
  it('is parsed as it was written', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        expect(readWorkload(withWorkload(new URLSearchParams('model=x'), workload))).toEqual({
          isValid: true,
          workload,
        });
      }),
    );
  });

  it('is the first preset without parameters', () =>
    expect(read('')).toEqual({ isValid: true, workload: WORKLOAD_PRESETS.chat }));

  it.each(['60000', '60,000', '60.000', '60 000', ' 60000 '])('accepts %j', (text) =>
    expect(read(`prompt=${encodeURIComponent(text)}`)).toMatchObject({ workload: { prompt: 60_000 } }),
  );

  it.each(['-1', '1.5', '1,5', '1e6', 'many', '1234567890', '60,00', '1,234,567,890'])('refuses %j', (text) =>
    expect(read(`output=${encodeURIComponent(text)}`)).toEqual({
      isValid: false,
      fault: 'not_a_count',
      fields: ['output'],
    }),
  );

  it('cannot cache more than the prompt', () => {
    expect(read('prompt=100&read=60&write5m=40')).toMatchObject({ isValid: true });
    expect(read('prompt=100&read=60&write5m=41')).toMatchObject({ isValid: false, fault: 'cache_exceeds_prompt' });
  });

  it('of a preset can be billed', () => {
    for (const workload of Object.values(WORKLOAD_PRESETS)) {
      expect(readWorkload(withWorkload(new URLSearchParams(), workload))).toEqual({ isValid: true, workload });
    }
  });
});
