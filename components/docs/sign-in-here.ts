/** The address of the sign-in page that leads back to this place of this page. For the browser only. */
export function signInHere(placeId: string): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(`${window.location.pathname}#${placeId}`)}`;
}
