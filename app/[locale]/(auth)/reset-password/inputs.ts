import { z } from 'zod';
import { destination, email, newPassword, token } from '#components/auth/inputs.ts';

export const resetRequestForm = z.strictObject({ email });
export const resetRequestInput = resetRequestForm.extend(destination);
export const newPasswordForm = z.strictObject({ password: newPassword });
export const resetInput = newPasswordForm.extend({ token });
