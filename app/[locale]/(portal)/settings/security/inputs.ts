import * as z from 'zod/mini';
import { code, name, newPassword } from '#components/auth/inputs.ts';

export const passwordForm = z.strictObject({ current: z.string().check(z.maxLength(1_000)), next: newPassword });
export const codeForm = z.strictObject({ code });
export const passkeyNameForm = z.strictObject({ name });
