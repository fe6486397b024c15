import * as z from 'zod/mini';
import { code, destination, email, password, token } from '#components/auth/inputs.ts';

export const signInInput = z.strictObject({ email, password });
export const emailForm = z.strictObject({ email });
export const linkRequestInput = z.extend(emailForm, destination);
export const codeInput = z.strictObject({ code });
export const challengeInput = z.strictObject({ challenge: token, code });
export const openChallengeInput = z.strictObject({ challenge: token });
export const tokenInput = z.strictObject({ token });
