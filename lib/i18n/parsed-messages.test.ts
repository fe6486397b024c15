import {
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser';
import { _createCache, _createIntlFormatters } from 'use-intl/core';
import formatWhole from 'use-intl/format-message';
import formatParsed from 'use-intl/format-message/format-only';
import { describe, expect, it } from 'vitest';
import formatOnServer from './format-message.ts';
import { LOCALES, type Locale } from './locales.ts';
import { loadMessages } from './messages.ts';
import { loadParsedMessages } from './parsed-messages.ts';

type Values = NonNullable<Parameters<typeof formatWhole>[2]>;

const options = (locale: Locale) => ({
  cache: _createCache(),
  formatters: _createIntlFormatters(_createCache()),
  globalFormats: undefined,
  formats: undefined,
  locale,
  timeZone: 'UTC',
});

function valuesFor(elements: MessageFormatElement[], count: number): Values {
  return Object.assign(
    {},
    ...elements.map((element): Values => {
      if (element.type === TYPE.literal || element.type === TYPE.pound) return {};
      if (element.type === TYPE.tag) {
        return { [element.value]: (words: unknown) => `<${words}>`, ...valuesFor(element.children, count) };
      }
      if (element.type === TYPE.date || element.type === TYPE.time) return { [element.value]: new Date(0) };
      if (element.type === TYPE.number) return { [element.value]: 1234.5 };
      if (!isPluralElement(element) && !isSelectElement(element)) return { [element.value]: 'Ada' };
      const inner = Object.values(element.options).map((option) => valuesFor(option.value, count));
      const own = isPluralElement(element) ? count : (Object.keys(element.options)[0] ?? 'other');
      return Object.assign({ [element.value]: own }, ...inner);
    }),
  );
}

const said = (parts: unknown): string => (Array.isArray(parts) ? parts.map(said).join('') : String(parts));

describe.each(LOCALES)('the parsed messages in %s', (locale) => {
  it('format like the messages', async () => {
    const compare = (whole: object, parsed: object, path: string): void => {
      for (const [key, message] of Object.entries(whole)) {
        const twin = parsed[key as keyof typeof parsed] as never;
        if (typeof message !== 'string') compare(message, twin, `${path}.${key}`);
        else
          for (const count of [0, 1, 2]) {
            const values = valuesFor(parse(message), count);
            const inWhole = said(formatWhole(key, message, values, options(locale)));
            expect(said(formatParsed(key, twin, values, options(locale))), `${path}.${key}`).toBe(inWhole);
            for (const form of [message, twin]) {
              expect(said(formatOnServer(key, form, values, options(locale))), `${path}.${key}`).toBe(inWhole);
            }
          }
      }
    };
    compare(await loadMessages(locale), await loadParsedMessages(locale), locale);
  });
});
