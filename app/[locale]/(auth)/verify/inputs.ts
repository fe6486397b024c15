import { z } from 'zod';
import { password, token } from '#components/auth/inputs.ts';

export const passwordForm = z.strictObject({ password });
export const verifyInput = z.strictObject({ token, password: password.optional() });
export const tokenInput = z.strictObject({ token });
