import { passToLocalStripe } from '#lib/stripe/local-pages.ts';

/** The pages of the local Stripe, for first runs without keys: checkout, portal, invoices. */
export const GET = passToLocalStripe;
export const POST = passToLocalStripe;
