import type { Page } from '@playwright/test';
import { LOCALE_NAMES } from '#lib/i18n/locales.ts';
import type { Hand } from './fixtures/hand.ts';
import { createPerson, linkMailedTo, newEmail, PASSWORD } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { wordsOf } from './fixtures/words.ts';
import { submitSignIn, t } from './pages/sign-in.ts';

const fr = await wordsOf('fr');
const button = (name: string) => ['button', { name, exact: true }] as const;

async function switchToFrench(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.getByRole('button', { name: `${t('shell.language')}: ${LOCALE_NAMES.en}` }));
  await hand.press(page.getByRole('menuitemradio', { name: LOCALE_NAMES.fr }));
}

test('the destination and the chosen language survive all pages for signing in', async ({ page, hand }) => {
  const { email } = await createPerson();
  await page.goto('/en/settings/audit?before=evt_none');
  await switchToFrench(page, hand);
  const wanted = `callbackUrl=${encodeURIComponent('/en/settings/audit?before=evt_none')}`;
  const isAt = async (path: string) => {
    await expect.poll(() => new URL(page.url()).pathname).toBe(path);
    expect(page.url()).toContain(wanted);
  };
  const follow = (name: string) => hand.press(page.getByRole('link', { name, exact: true }));
  await isAt('/fr/sign-in');
  await follow(fr.markup('auth.signIn.lede', { link: (words) => `<${words}>` }).replace(/.*<(.*)>.*/s, '$1'));
  await isAt('/fr/sign-up');
  await follow(fr.markup('auth.signUp.lede', { link: (words) => `<${words}>` }).replace(/.*<(.*)>.*/s, '$1'));
  await isAt('/fr/sign-in');
  await follow(fr('auth.signIn.forgot'));
  await isAt('/fr/reset-password');
  await hand.fill(page.getByLabel(fr('auth.reset.email'), { exact: true }), email);
  await hand.press(page.getByRole(...button(fr('auth.reset.request'))));
  await expect(page.getByRole('heading', { name: fr('auth.reset.sentTitle') })).toBeVisible();

  await page.goto(await linkMailedTo(email, 'reset-password'));
  await hand.fill(page.getByLabel(fr('auth.reset.password'), { exact: true }), 'another long password');
  await hand.press(page.getByRole(...button(fr('auth.reset.set'))));
  await expect(page).toHaveURL(/\/fr\/settings\/audit\?before=evt_none$/);
});

test('the second-factor step survives a change of language', async ({ page, hand }) => {
  const { email } = await createPerson({ hasPasskey: true });
  await page.goto('/en/sign-in?callbackUrl=/en/keys');
  await submitSignIn(page, email);
  await expect(page.getByRole('heading', { name: t('auth.code.title') })).toBeVisible();
  await switchToFrench(page, hand);
  await expect(page.getByRole('heading', { name: fr('auth.code.title') })).toBeVisible();
  await hand.press(page.getByRole('link', { name: fr('auth.code.back') }));
  await expect(page).toHaveURL(/\/fr\/sign-in\?callbackUrl=%2Fen%2Fkeys$/);
  await expect(page.getByLabel(fr('auth.signIn.password'), { exact: true })).toBeVisible();
});

test('signing up ends at the destination', async ({ page, hand }) => {
  const email = newEmail();
  await page.goto('/en/sign-up?callbackUrl=/fr/keys');
  await hand.fill(page.getByLabel(t('auth.signUp.email'), { exact: true }), email);
  await hand.fill(page.getByLabel(t('auth.signUp.password'), { exact: true }), PASSWORD);
  await hand.press(page.getByRole(...button(t('auth.signUp.submit'))));
  await expect(page.getByRole('heading', { name: t('auth.checkMail.title') })).toBeVisible();
  await page.goto(await linkMailedTo(email, 'verify'));
  await hand.press(page.getByRole(...button(t('auth.verify.submit'))));
  await expect(page).toHaveURL(/\/en\/keys$/);
});
