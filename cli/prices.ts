import type { Command } from 'commander';
import { priceId } from '#lib/billing/price-id.ts';
import { toUsdPerMillion } from '#lib/billing/pricing.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import { addCommand } from './command.ts';
import { toTable } from './output.ts';

const HEAD = ['MODEL', 'INPUT', 'OUTPUT', 'WRITE 5M', 'WRITE 1H', 'READ', 'STATE'];

export function addPricesCommand(program: Command): void {
  addCommand(program, 'prices', async () => {
    const now = new Date();
    const prices = CATALOG.map((model) => ({
      model: toApiId(model),
      priceId: priceId(model),
      status: lifecycleOf(model, now).status,
      picoUsdPerToken: model.rates,
    }));
    const rows = prices.map(({ model, status, picoUsdPerToken: rates }) => [
      model,
      ...[rates.input, rates.output, rates.cacheWrite5m, rates.cacheWrite1h, rates.cacheRead].map(toUsdPerMillion),
      status,
    ]);
    return { data: prices, text: `USD per million tokens\n\n${toTable(HEAD, rows)}` };
  }).description('show what every model costs');
}
