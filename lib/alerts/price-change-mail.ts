import 'server-only';
import { priceId } from '#lib/billing/price-id.ts';
import { previewAnnounced, previewPrice } from '#lib/billing/price-preview.ts';
import { transaction } from '#lib/db/transaction.ts';
import { formatExactUsd, formatMoment, formatRate } from '#lib/i18n/format.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { type AnnouncedPrice, announcedPrices } from '#lib/models/price-change.ts';
import { notifyPayers } from './payers.ts';

/**
 * Queues a mail to each account that used the model in the last 30 days. Starting with an announced price adds the job.
 */
export async function announcePrice(
  { priceId: id }: { priceId: string },
  { finish }: JobContext,
  announced: readonly AnnouncedPrice[] = announcedPrices(new Date()),
): Promise<void> {
  const price = announced.find(({ next }) => priceId(next) === id);
  const concerned = price ? await previewPrice({ model: price.model, rates: price.next.rates, now: new Date() }) : [];
  await transaction(async (tx) => {
    await finish(tx);
    const jobs = concerned.map(
      ({ accountId }) => ({ kind: 'price_mail', payload: { priceId: id, accountId } }) as const,
    );
    await enqueue(tx, jobs);
  });
}

/** Mails the payers the announced price, and the cost of their last 30 days at that price. */
export async function mailPriceChange(
  { priceId: id, accountId }: { priceId: string; accountId: string },
  { finish }: JobContext,
  announced: readonly AnnouncedPrice[] = announcedPrices(new Date()),
): Promise<void> {
  const wanted = announced.filter(({ next }) => priceId(next) === id);
  const [preview] = await previewAnnounced(accountId, new Date(), wanted);
  await transaction(async (tx) => {
    await finish(tx);
    if (!preview) return;
    const { model, next, validFrom, cost, nextCost } = preview;
    await notifyPayers(tx, accountId, ({ locale, account, linkTo }) => ({
      name: 'priceChange',
      values: {
        ...{ account, model: model.name, moment: formatMoment(locale, validFrom, 'UTC') },
        ...{ cost: formatExactUsd(locale, cost), nextCost: formatExactUsd(locale, nextCost) },
        ...{ input: formatRate(locale, model.rates.input), output: formatRate(locale, model.rates.output) },
        ...{ nextInput: formatRate(locale, next.rates.input), nextOutput: formatRate(locale, next.rates.output) },
        url: linkTo('/billing'),
      },
    }));
  });
}
