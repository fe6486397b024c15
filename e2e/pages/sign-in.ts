import { expect, type Page } from '@playwright/test';
import { type Hand, mouse } from '../fixtures/hand.ts';
import { PASSWORD } from '../fixtures/people.ts';
import { wordsOf } from '../fixtures/words.ts';

export const t = await wordsOf('en');

export async function submitSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await mouse.fill(page.getByLabel(t('auth.signIn.email'), { exact: true }), email);
  await mouse.fill(page.getByLabel(t('auth.signIn.password'), { exact: true }), password);
  await mouse.press(page.getByRole('button', { name: t('auth.signIn.submit'), exact: true }));
}

export const expectSignedIn = (page: Page): Promise<void> => expect(page).toHaveURL(/\/en\/overview$/);
export const expectSignedOut = (page: Page): Promise<void> => expect(page).toHaveURL(/\/en\/sign-in/);

const button = (name: string) => ['button', { name, exact: true }] as const;

/** Adds a virtual authenticator that always confirms. @returns a function that removes it */
export async function plugInAuthenticator(page: Page): Promise<() => Promise<void>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => void (await devTools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }));
}

/** Adds a passkey on the open security page. */
export async function addPasskey(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.getByRole(...button(t('settings.security.passkeys.add'))));
  const dialog = page.getByRole('dialog', { name: t('settings.security.passkeys.add') });
  await hand.fill(dialog.getByLabel(t('settings.security.passkeys.name')), 'Laptop');
  await hand.press(dialog.getByRole(...button(t('settings.security.passkeys.continue'))));
}

/** Reads the recovery codes, which are shown once, and closes the dialog. */
export async function keepRecoveryCodes(page: Page, hand: Hand): Promise<string[]> {
  const shown = page.getByRole('dialog', { name: t('settings.security.codes.title') });
  await expect(shown.getByRole('listitem')).toHaveCount(10);
  const codes = await shown.getByRole('listitem').allInnerTexts();
  await hand.press(shown.getByRole(...button(t('settings.security.codes.done'))));
  await expect(shown).toBeHidden();
  return codes;
}

export interface Visitor {
  /** The provider's id of the user. */
  subject: string;
  email: string;
  isVerified?: boolean;
}

/** A user id that no provider has used before. */
export const newSubject = (): string => String(Math.floor(Math.random() * 1e12) + 1);

/** Consents on the page of the fake Google or GitHub, as this user. */
export async function allowAs(page: Page, { subject, email, isVerified = true }: Visitor): Promise<void> {
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Verified').setChecked(isVerified);
  await page.getByRole('button', { name: 'Allow' }).click();
}

export const refuseConsent = (page: Page): Promise<void> => page.getByRole('button', { name: 'Cancel' }).click();
