/** The return addresses of a test's checkout, the same in every process, because a repeated call must be identical. */
export const ADDRESSES = {
  successUrl: 'http://localhost:3000/en/billing?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://localhost:3000/en/billing',
};
