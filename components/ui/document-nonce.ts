/**
 * The nonce this document's scripts carry, which its style elements need too; undefined on prerendered pages.
 * Read from the document, because a page reached by a link keeps the policy of the page it was reached from.
 */
export function documentNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined;
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined;
}
