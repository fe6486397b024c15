'use server';

import { revalidatePath } from 'next/cache';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { assertVerified } from '#lib/auth/session.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { resendDelivery, sendTest } from '#lib/webhooks/emit.ts';
import {
  changeEndpoint,
  createEndpoint,
  pauseEndpoint,
  removeEndpoint,
  rotateSecret,
} from '#lib/webhooks/endpoints.ts';
import { changeEndpointInput, createEndpointInput, endpointInput, pauseEndpointInput } from '#lib/webhooks/schema.ts';

/** @returns the secret, which leaves the server only here and after a rotation */
export const createEndpointAction = accountAction(createEndpointInput, async (input, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  const { secret } = await createEndpoint(user, { accountId: user.accountId, ...input }, await currentCaller());
  showAnew();
  return { secret };
});

export const changeEndpointAction = accountAction(changeEndpointInput, async (input, user) => {
  assertSteppedUp(user);
  await changeEndpoint(user, { accountId: user.accountId, ...input }, await currentCaller());
  showAnew();
});

export const pauseEndpointAction = accountAction(pauseEndpointInput, async (input, user) => {
  assertSteppedUp(user);
  await pauseEndpoint(user, { accountId: user.accountId, ...input }, await currentCaller());
  showAnew();
});

export const rotateEndpointSecretAction = accountAction(endpointInput, async ({ id }, user) => {
  assertSteppedUp(user);
  const { secret } = await rotateSecret(user, { accountId: user.accountId, id }, await currentCaller());
  showAnew();
  return { secret };
});

export const removeEndpointAction = accountAction(endpointInput, async ({ id }, user) => {
  assertSteppedUp(user);
  await removeEndpoint(user, { accountId: user.accountId, id }, await currentCaller());
  // No revalidation: it would render the open page of this endpoint as not found before the browser leaves it.
});

export const testEndpointAction = accountAction(endpointInput, async ({ id }, user) => {
  await sendTest(user, { accountId: user.accountId, id });
  showAnew();
});

export const resendDeliveryAction = accountAction(endpointInput, async ({ id }, user) => {
  await resendDelivery(user, { accountId: user.accountId, id });
  showAnew();
});

const showAnew = () => revalidatePath('/[locale]/(portal)/settings/webhooks', 'layout');
