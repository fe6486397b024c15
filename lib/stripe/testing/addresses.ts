/** Where a checkout of a test leads back to: the same in every process, because a repeated call must be the same call. */
export const ADDRESSES = {
  successUrl: 'http://localhost:3000/en/billing?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://localhost:3000/en/billing',
};
