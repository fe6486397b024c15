import { expect, type Page } from '@playwright/test';
import type { Hand } from '../fixtures/hand.ts';
import { t } from './sign-in.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

/** Gives the browser a fingerprint reader whose finger is always there. @returns what takes it away */
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

/** Adds a passkey on the security page, which is open. */
export async function addPasskey(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.getByRole(...button(t('settings.security.passkeys.add'))));
  const dialog = page.getByRole('dialog', { name: t('settings.security.passkeys.add') });
  await hand.fill(dialog.getByLabel(t('settings.security.passkeys.name')), 'Laptop');
  await hand.press(dialog.getByRole(...button(t('settings.security.passkeys.continue'))));
}

/** Reads the recovery codes that are shown once, and closes them. */
export async function keepRecoveryCodes(page: Page, hand: Hand): Promise<string[]> {
  const shown = page.getByRole('dialog', { name: t('settings.security.codes.title') });
  await expect(shown.getByRole('listitem')).toHaveCount(10);
  const codes = await shown.getByRole('listitem').allInnerTexts();
  await hand.press(shown.getByRole(...button(t('settings.security.codes.done'))));
  await expect(shown).toBeHidden();
  return codes;
}
