import * as z from 'zod/mini';
import { destination, email, newPassword, token } from '#components/auth/inputs.ts';

export const resetRequestForm = z.strictObject({ email });
export const resetRequestInput = z.extend(resetRequestForm, destination);
export const newPasswordForm = z.strictObject({ password: newPassword });
export const resetInput = z.extend(newPasswordForm, { token });
