/** Where a link of an answer leads, if it may lead anywhere. */
export interface LinkTarget {
  href: string;
  /** Shown beside the link: what a link says and where it leads are two things. In ASCII, so that no letter passes for another. */
  host: string;
}

/**
 * @returns null for everything but a whole `https:` or `mailto:` address: other schemes run or load something, relative
 *   ones lead into the portal, and a name before `@` passes for the host.
 */
export function findLinkTarget(address: string): LinkTarget | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'mailto:') {
    const host = /@([^@?,\s]+)(?:\?|$)/.exec(url.href)?.[1];
    return host ? { href: url.href, host: decodeURI(host) } : null;
  }
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname !== '';
  return isPlain ? { href: url.href, host: url.host } : null;
}
