/** `team=search`: a name and a value that can be part of an address, a rollup's key, and a comma-separated list. */
const TAG = /^[\w.-]{1,64}=[\w.:/@ -]{1,64}$/;
const MOST_TAGS = 5;

export const isTag = (text: string): boolean => TAG.test(text);

/**
 * The tags of a request, from the header and from `metadata.tags`, as `team=search,env=prod`. Each name has one value,
 * where the header takes precedence; invalid tags, and tags beyond the limit, are left out.
 */
export function tagsOf(header: readonly string[] = [], metadata: Record<string, unknown> | null = null): string[] {
  const inBody = typeof metadata?.tags === 'string' ? splitTags(metadata.tags) : [];
  const byName = new Map<string, string>();
  for (const tag of [...header, ...inBody]) {
    const name = tag.slice(0, tag.indexOf('='));
    if (TAG.test(tag) && !byName.has(name) && byName.size < MOST_TAGS) byName.set(name, tag);
  }
  return [...byName.values()].sort();
}

export const splitTags = (text: string): string[] => text.split(',').map((tag) => tag.trim());
