/**
 * The CSP nonce of this document's scripts, which injected style elements need too; undefined on prerendered pages.
 * Read from the document, because a page reached by client-side navigation keeps the policy of the first page.
 */
export function documentNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined;
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined;
}
