/** `team=search`: a name and a value that fit an address, a rollup's key, and a list joined by commas. */
const TAG = /^[\w.-]{1,64}=[\w.:/@ -]{1,64}$/;
const MOST_TAGS = 5;

export const isTag = (text: string): boolean => TAG.test(text);

/**
 * The tags of a request: of the header, and of `metadata.tags` as `team=search,env=prod`. One value for each name, the header's
 * before the other; what is no tag, or one too many, is left out.
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

/** The pieces of a list as people write it. */
export const splitTags = (text: string): string[] => text.split(',').map((tag) => tag.trim());
