import NextAuth from 'next-auth';
import { assertOwnOrigin } from '#lib/auth/caller.ts';
import { authOptions } from '#lib/auth/options.ts';
import { AppError } from '#lib/errors.ts';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const handle = (request: Request, context: Context): Promise<Response> => NextAuth(authOptions())(request, context);

export { handle as GET };

/** next-auth has a token of its own against forged forms; this refuses them before it looks. */
export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    await assertOwnOrigin();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status });
  }
  return handle(request, context);
}
