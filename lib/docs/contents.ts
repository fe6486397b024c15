/** The guides by section, in the order of the sidebar. A guide is `content/docs/<slug>.mdx`. */
export const CONTENTS = [
  { id: 'start', slugs: ['quickstart', 'authentication', 'test-keys-and-the-sandbox'] },
  {
    id: 'requests',
    slugs: [
      'chat-completions',
      'streaming',
      'tool-use',
      'vision-and-pdfs',
      'json-and-structured-outputs',
      'thinking',
      'prompt-caching',
    ],
  },
  { id: 'reference', slugs: ['models-and-prices', 'compatibility', 'errors', 'rate-limits'] },
  { id: 'account', slugs: ['billing', 'usage-api', 'keys-and-caps', 'webhooks', 'privacy'] },
  { id: 'migration', slugs: ['migrate-from-openai', 'migrate-from-openrouter', 'migrate-from-anthropic-sdk'] },
  { id: 'tools', slugs: ['cursor', 'cline', 'continue', 'langchain', 'vercel-ai-sdk', 'n8n', 'open-webui'] },
  { id: 'operation', slugs: ['self-hosting', 'operations', 'security'] },
] as const;

export type GuideSlug = (typeof CONTENTS)[number]['slugs'][number];

export const GUIDES: readonly GuideSlug[] = CONTENTS.flatMap(({ slugs }) => slugs as readonly GuideSlug[]);

export const isGuide = (slug: string): slug is GuideSlug => (GUIDES as readonly string[]).includes(slug);

/** The guides before and after one, in reading order. */
export function neighboursOf(slug: GuideSlug): { previous: GuideSlug | null; next: GuideSlug | null } {
  const at = GUIDES.indexOf(slug);
  return { previous: GUIDES[at - 1] ?? null, next: GUIDES[at + 1] ?? null };
}
