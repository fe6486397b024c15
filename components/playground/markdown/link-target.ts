/** The target of an allowed link in an answer. */
export interface LinkTarget {
  href: string;
  /** Shown beside the link, because link text can lie. In ASCII, so that no letter can imitate another. */
  host: string;
}

/**
 * @returns null for everything but an absolute `https:` or `mailto:` address: other schemes run or load something,
 *   relative addresses lead into the portal, and a user name before `@` looks like the host.
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
