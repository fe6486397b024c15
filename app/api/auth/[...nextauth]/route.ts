import NextAuth from 'next-auth';
import { assertOwnOrigin } from '#lib/auth/caller.ts';
import { authOptions } from '#lib/auth/options.ts';
import { AppError } from '#lib/errors.ts';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const handle = async (request: Request, context: Context): Promise<Response> =>
  NextAuth(await authOptions())(request, context);

/** A user who declines at the provider is redirected with a reason, where next-auth would report an error. */
export async function GET(request: Request, context: Context): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { nextauth } = await context.params;
  const isRefusal = nextauth[0] === 'callback' && searchParams.get('error') === 'access_denied';
  return isRefusal ? redirectTo('/api/auth/signin?error=access_denied') : handle(request, context);
}

const redirectTo = (location: string): Response => new Response(null, { status: 302, headers: { location } });

/** next-auth checks a CSRF token; this rejects other origins before that. */
export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    await assertOwnOrigin();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status });
  }
  return handle(request, context);
}
