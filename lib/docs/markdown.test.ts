import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { GUIDES } from './contents.ts';
import { contentsMarkdown, errorMarkdown, guideMarkdown } from './markdown.ts';

const origin = 'https://hub.example';
const every = LOCALES.flatMap((locale) => GUIDES.map((slug) => [locale, slug] as const));

describe('a Markdown twin', () => {
  it.each(every)(
    'contains in %s/%s the whole page in plain Markdown, with addresses of its own origin',
    async (locale, slug) => {
      const text = await guideMarkdown(slug, { locale, origin });
      const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
      expect(text).toMatch(/^# .+\n\n/);
      expect(prose).not.toMatch(/<[A-Z]\w*|\[#[\w-]+\]|\]\(\//);
      expect(text).not.toContain('localhost:3000');
    },
  );

  it('leads to the twins of other pages, and to their places', async () => {
    const text = await guideMarkdown('quickstart', { locale: 'de', origin });
    expect(text).toContain('](https://hub.example/de/docs/billing.md#receipts)');
    expect(text).toContain('](https://hub.example/de/keys)');
  });

  it('holds the samples and tables of its page', async () => {
    const text = await guideMarkdown('chat-completions', { locale: 'ja', origin });
    expect(text).toContain('base_url="https://hub.example/api/v1"');
    expect(text).toContain('| `parallel_tool_calls` | `boolean` |');
    expect(text).toContain('| `anthropic/claude-sonnet-4-6` | $3.00 | $15.00 |');
  });

  it('is there for errors and for the contents', async () => {
    expect(await errorMarkdown('timeout', { locale: 'fr', origin })).toContain('HTTP 504');
    expect(await contentsMarkdown({ locale: 'zh', origin })).toContain(`](${origin}/zh/docs/streaming.md)`);
  });
});
