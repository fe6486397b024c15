import { NextResponse } from 'next/server';
import { AppError } from '#lib/errors.ts';
import { invoiceLinks } from '#lib/stripe/pages.ts';
import { findMember } from '../../../../find-member.ts';

interface Context {
  params: Promise<{ id: string }>;
}

/** Redirects to Stripe's invoice as PDF or page, or to the card's receipt. Stripe's links expire, so none is stored. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const member = await findMember(request, 'billing:read');
  if (member instanceof Response) return member;
  try {
    const { pdfUrl, pageUrl, receiptUrl } = await invoiceLinks(member, member.accountId, (await params).id);
    const as = new URL(request.url).searchParams.get('as');
    const url = (as === 'receipt' ? receiptUrl : as === 'page' ? pageUrl : pdfUrl) ?? pageUrl ?? receiptUrl;
    return url ? NextResponse.redirect(url) : new Response(null, { status: 404 });
  } catch (error) {
    if (error instanceof AppError) return new Response(null, { status: error.status });
    throw error;
  }
}
