import { expect, type Locator, type Page } from '@playwright/test';
import type { Hand } from '../fixtures/hand.ts';
import type { Words } from '../fixtures/words.ts';

interface Keys {
  page: Page;
  hand: Hand;
  t: Words;
}

/** Steps in the key dialogs, from any page that opens them. */
export function keysOf({ page, hand, t }: Keys) {
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });

  /** Copies the secret with its button and closes the dialog. */
  async function takeSecret(shown: Locator): Promise<string> {
    await hand.press(button(shown, t('keys.secret.copy')));
    const secret = await shown.getByLabel(t('keys.secret.label'), { exact: true }).inputValue();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await hand.press(button(shown, t('keys.secret.done')));
    await expect(shown).toBeHidden();
    return secret;
  }

  /** The row of the usable key with this name. A replaced key keeps its name. */
  const rows = (name: string) => page.getByRole('row').filter({ hasText: name });
  const workingRow = (name: string) =>
    rows(name).filter({ has: page.getByText(t('keys.states.working.label'), { exact: true }) });

  async function choose(name: string, item: string): Promise<void> {
    await hand.press(button(workingRow(name), t('keys.menu.open', { name })));
    await hand.press(page.getByRole('menuitem', { name: item, exact: true }));
  }

  return {
    async create(name: string): Promise<string> {
      await hand.press(button(page, t('keys.create.action')));
      const form = dialog(t('keys.create.title'));
      await hand.fill(form.getByLabel(t('keys.create.name'), { exact: true }), name);
      await hand.press(button(form, t('keys.create.submit')));
      return takeSecret(dialog(t('keys.create.done', { name })));
    },

    rows,

    /** Rotates the key without a grace period. @returns the dialog with the new secret */
    async startRotation(name: string): Promise<Locator> {
      await choose(name, t('keys.menu.rotate'));
      const form = dialog(t('keys.rotate.title', { name }));
      await hand.press(form.getByRole('radio', { name: t('keys.rotate.picks.now') }));
      await hand.press(button(form, t('keys.rotate.next')));
      await expect(form).toContainText(t('keys.rotate.review.now'));
      await hand.press(button(form, t('keys.rotate.submit')));
      return dialog(t('keys.rotate.done', { name }));
    },

    async rotate(name: string): Promise<string> {
      await expect(workingRow(name)).toHaveCount(1);
      const before = await rows(name).count();
      const secret = await takeSecret(await this.startRotation(name));
      await expect(rows(name)).toHaveCount(before + 1);
      return secret;
    },

    async revoke(name: string): Promise<void> {
      await choose(name, t('keys.menu.revoke'));
      const question = page.getByRole('alertdialog', { name: t('keys.revoke.title', { name }) });
      await hand.fill(question.getByRole('textbox'), name);
      await hand.press(button(question, t('keys.revoke.submit')));
      await expect(page.getByText(t('keys.revoke.done', { name }))).toBeVisible();
    },
  };
}
