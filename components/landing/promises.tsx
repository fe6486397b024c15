import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Inline } from '#components/docs/inline.tsx';
import { Receipt } from '#components/samples/receipt.tsx';
import { Code } from '#components/ui/code.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { NO_TOKENS } from '#lib/billing/tokens.ts';
import { adjustmentExample, capExample, type PromiseExample, strictExample } from '#lib/docs/promise-examples.ts';
import type { Model } from '#lib/models/model.ts';

/** A call with a long, mostly cached prompt. */
const CACHED_CALL = { ...NO_TOKENS, input: 1_250, cacheRead: 8_400, output: 640 };

/** Promises of the product, each with an example that the product's own code computes. */
export function Promises({ model }: { model: Model }) {
  const t = useTranslations('landing.promises');
  const caption = t('receipts.caption', { model: model.name });
  return (
    <section aria-labelledby="promises" className="pt-24">
      <h2 id="promises" className="text-28">
        {t('title')}
      </h2>
      <Pledge id="caps" href="/docs/keys-and-caps#caps">
        <Exchange example={capExample()} />
      </Pledge>
      <Pledge id="receipts" href="/docs/billing#receipts">
        <figure>
          <figcaption className="mb-2 text-13 text-ink-muted">{caption}</figcaption>
          <Receipt caption={caption} tokens={CACHED_CALL} rates={model.rates} />
        </figure>
      </Pledge>
      <Pledge id="candour" href="/docs/compatibility">
        <div className="grid gap-4">
          <Exchange example={adjustmentExample()} />
          <Exchange example={strictExample()} />
        </div>
      </Pledge>
    </section>
  );
}

interface PledgeProps {
  id: 'caps' | 'receipts' | 'candour';
  /** Link to the docs. */
  href: string;
  children: ReactNode;
}

function Pledge({ id, href, children }: PledgeProps) {
  const t = useTranslations('landing.promises');
  return (
    <div className="mt-8 grid gap-x-16 gap-y-6 border-t pt-8 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]">
      <div>
        <h3 className="text-20">{t(`${id}.title`)}</h3>
        <p className="mt-2 max-w-[34rem] text-16 text-ink-muted">
          <Inline>{t(`${id}.text`)}</Inline>
        </p>
        <p className="mt-3 text-14">
          <TextLink href={href} className="tap-target inline-block">
            {t(`${id}.link`)}
          </TextLink>
        </p>
      </div>
      {children}
    </div>
  );
}

/**
 * Indents the continuation of a wrapped line, where browsers support it. In two columns the code is small enough for
 * the longest model id.
 */
const HANGING = 'whitespace-pre-wrap break-words [text-indent:6ch_hanging_each-line] lg:*:text-12';

function Exchange({ example: { request, reply } }: { example: PromiseExample }) {
  const t = useTranslations('landing.promises');
  return (
    <div className="grid min-w-0 gap-px overflow-hidden rounded-panel border bg-hairline md:grid-cols-2">
      {[
        { title: t('request'), code: request },
        { title: t('reply'), code: reply },
      ].map(({ title, code }) => (
        <figure key={title} className="min-w-0 bg-sunken">
          <figcaption className="px-4 pt-3 text-12 text-ink-muted">{title}</figcaption>
          <Code code={code} language="json" className={HANGING} />
        </figure>
      ))}
    </div>
  );
}
