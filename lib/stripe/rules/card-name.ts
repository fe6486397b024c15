/** The display name of a card, whose brand Stripe writes as `visa`. */
export const cardName = ({ brand, last4 }: { brand: string; last4: string }): string =>
  `${toBrandName(brand)} ${last4}`;

export const toBrandName = (brand: string): string => brand.replace(/^./, (letter) => letter.toUpperCase());
