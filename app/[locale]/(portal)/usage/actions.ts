'use server';

import { accountAction } from '#lib/auth/user-action.ts';
import { changeViewInput, removeViewInput, saveViewInput } from '#lib/usage/saved/schema.ts';
import { changeView, removeView, saveView } from '#lib/usage/saved/views.ts';

/** The views of the usage page and of the log. The pages read their list anew. */
export const saveViewAction = accountAction(saveViewInput, async (input, user) => {
  await saveView(user, input);
  return null;
});

export const changeViewAction = accountAction(changeViewInput, async (input, user) => {
  await changeView(user, input);
  return null;
});

export const removeViewAction = accountAction(removeViewInput, async ({ id }, user) => {
  await removeView(user, id);
  return null;
});
