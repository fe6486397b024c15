import type { Page } from '@playwright/test';

export interface Visitor {
  /** The provider's id of the person. */
  subject: string;
  email: string;
  isVerified?: boolean;
}

/** Somebody nobody has seen yet, as a provider knows them. */
export const newSubject = (): string => String(Math.floor(Math.random() * 1e12) + 1);

/** Says yes on the page of the tests' own Google or GitHub, as this person. */
export async function allowAs(page: Page, { subject, email, isVerified = true }: Visitor): Promise<void> {
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Verified').setChecked(isVerified);
  await page.getByRole('button', { name: 'Allow' }).click();
}

export const refuseConsent = (page: Page): Promise<void> => page.getByRole('button', { name: 'Cancel' }).click();
