/** Percent of tax on electronic services, for the countries of the checkout page: a selection for tests. */
export const COUNTRIES: Readonly<Record<string, { name: string; taxPercent: number; isEu?: boolean }>> = {
  US: { name: 'United States', taxPercent: 0 },
  CH: { name: 'Switzerland', taxPercent: 0 },
  CN: { name: 'China', taxPercent: 0 },
  DE: { name: 'Germany', taxPercent: 19, isEu: true },
  ES: { name: 'Spain', taxPercent: 21, isEu: true },
  FR: { name: 'France', taxPercent: 20, isEu: true },
  GB: { name: 'United Kingdom', taxPercent: 20 },
  JP: { name: 'Japan', taxPercent: 10 },
};

/** In cents, half a cent rounded up. In the EU a business with a tax id pays none (reverse charge). */
export function taxOn(netCents: number, country: string | null, hasTaxId = false): number {
  const rule = COUNTRIES[country ?? ''];
  if (!rule || (rule.isEu && hasTaxId)) return 0;
  return Math.floor((netCents * rule.taxPercent + 50) / 100);
}
