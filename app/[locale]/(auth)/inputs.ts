import * as z from 'zod/mini';
import { code, destination, email, newPassword, password, token } from '#components/auth/inputs.ts';

// Schemas of the forms, and of the actions' inputs, which add fields to them.

export const signInInput = z.strictObject({ email, password });
export const emailForm = z.strictObject({ email });
export const linkRequestInput = z.extend(emailForm, destination);
export const tokenInput = z.strictObject({ token });

export const codeInput = z.strictObject({ code });
export const challengeInput = z.strictObject({ challenge: token, code });
export const openChallengeInput = z.strictObject({ challenge: token });

export const signUpForm = z.strictObject({ email, password: newPassword });
export const signUpInput = z.extend(signUpForm, {
  ...destination,
  invitation: z.optional(z.string().check(z.maxLength(100))),
});

export const passwordForm = z.strictObject({ password });
export const verifyInput = z.strictObject({ token, password: z.optional(password) });

export const newPasswordForm = z.strictObject({ password: newPassword });
export const resetInput = z.extend(newPasswordForm, { token });
