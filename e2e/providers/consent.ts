/** Somebody who has an account at the provider: what the test types on its page. */
export interface Visitor {
  /** The provider's own id of them, a whole number as GitHub's are. */
  subject: string;
  /** Empty where the provider tells no address. */
  email: string;
  isVerified: boolean;
  /** How the provider's answer is wrong, or empty. */
  flaw: string;
}

/** What the portal asked for, which its token request must match. */
export interface Grant {
  visitor: Visitor;
  clientId: string;
  redirectUri: string;
  challenge: string;
  nonce: string | null;
}

/** The provider's page, in the place of a real one's account chooser. */
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
