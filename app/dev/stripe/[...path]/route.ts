import { passToLocalStripe } from '#lib/stripe/local-pages.ts';

/** Pages of the local Stripe, which is used without Stripe keys: checkout, portal, invoices. */
export const GET = passToLocalStripe;
export const POST = passToLocalStripe;
