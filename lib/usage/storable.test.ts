import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toStorableJson } from './storable.ts';

it('does not change storable values', () => {
  const storable = fc.json().filter((text) => !/\\u(0000|d[89a-f])/i.test(JSON.stringify(JSON.parse(text))));
  fc.assert(
    fc.property(storable, (text) => {
      expect(JSON.parse(toStorableJson(JSON.parse(text)))).toEqual(JSON.parse(text));
    }),
  );
});

it('never writes text that PostgreSQL refuses, in values or in keys', () => {
  const anyText = fc.string({ unit: fc.constantFrom('a', '\0', '\uD800', '\uDC00', '\\u0000', '"') });
  fc.assert(
    fc.property(fc.dictionary(anyText, fc.array(anyText)), (value) => {
      const written = JSON.stringify(JSON.parse(toStorableJson(value)));
      expect(written.replaceAll('\\\\', '')).not.toMatch(/\\u(0000|d[89a-f])/i);
    }),
  );
});
