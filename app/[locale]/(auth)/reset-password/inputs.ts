import { z } from 'zod';
import { email, newPassword, token } from '#components/auth/inputs.ts';

export const resetRequestInput = z.strictObject({ email });
export const newPasswordForm = z.strictObject({ password: newPassword });
export const resetInput = newPasswordForm.extend({ token });
