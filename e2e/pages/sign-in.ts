import { expect, type Page } from '@playwright/test';
import { mouse } from '../fixtures/hand.ts';
import { PASSWORD } from '../fixtures/people.ts';
import { wordsOf } from '../fixtures/words.ts';

export const t = await wordsOf('en');

/** Fills the sign-in form that is shown and sends it. */
export async function submitSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await mouse.fill(page.getByLabel(t('auth.signIn.email'), { exact: true }), email);
  await mouse.fill(page.getByLabel(t('auth.signIn.password'), { exact: true }), password);
  await mouse.press(page.getByRole('button', { name: t('auth.signIn.submit'), exact: true }));
}

export const expectSignedIn = (page: Page): Promise<void> => expect(page).toHaveURL(/\/en\/overview$/);
export const expectSignedOut = (page: Page): Promise<void> => expect(page).toHaveURL(/\/en\/sign-in/);
