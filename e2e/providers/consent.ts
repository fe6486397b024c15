/** A user with an account at the provider, as typed by the test on its page. */
export interface Visitor {
  /** The provider's user id: an integer, as GitHub's are. */
  subject: string;
  /** Empty when the provider reveals no address. */
  email: string;
  isVerified: boolean;
  /** The error to put into the provider's answer; empty for none. */
  flaw: string;
}

/** Parameters of the portal's request, which its token request must match. */
export interface Grant {
  visitor: Visitor;
  clientId: string;
  redirectUri: string;
  challenge: string;
  nonce: string | null;
}

/** The provider's page, in place of a real account chooser. */
export const consentPage = (provider: string): string => `<!doctype html>
<html lang="en"><title>${provider}</title>
<h1>${provider}</h1>
<form method="post">
  <label>Subject <input name="subject"></label>
  <label>E-mail address <input name="email"></label>
  <label>Verified <input type="checkbox" name="verified"></label>
  <label>Flaw <input name="flaw"></label>
  <button name="decision" value="allow">Allow</button>
  <button name="decision" value="deny">Cancel</button>
</form></html>`;

export const toVisitor = (form: URLSearchParams): Visitor => ({
  subject: form.get('subject') ?? '',
  email: form.get('email') ?? '',
  isVerified: form.has('verified'),
  flaw: form.get('flaw') ?? '',
});
