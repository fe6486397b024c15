'use client';

import { useLocale, useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { TimedEvent } from '#lib/playground/run/inspector.ts';
import type { Run } from '#lib/playground/run/run.ts';

const SIDES = ['both', 'upstream', 'chunk'] as const;

/** Upstream events and the chunks an API client would receive, on one time axis. */
export function EventList({ run }: { run: Run }) {
  const t = useTranslations('playground.events');
  const locale = useLocale();
  const [side, setSide] = useState<(typeof SIDES)[number]>('both');
  const { events, notKept } = run.inspector;
  const shown = side === 'both' ? events : events.filter(({ event }) => event === side);
  if (events.length === 0) return <p className="text-13 text-ink-muted">{t('none')}</p>;
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-1">
        <NativeSelect
          aria-label={t('side')}
          value={side}
          onChange={(event) => setSide(event.target.value as typeof side)}
          className="grow"
        >
          {SIDES.map((name) => (
            <option key={name} value={name}>
              {t(name)}
            </option>
          ))}
        </NativeSelect>
        <CopyButton text={shown.map(textOf).join('\n\n')} label={t('copy')} />
      </div>
      <ol className="grid font-mono text-12">
        {toPieces(shown).map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added at the end
          <EventPiece key={index} events={piece} />
        ))}
      </ol>
      {notKept > 0 && (
        <p className="text-12 text-ink-muted">{t('notKept', { count: formatExactCount(locale, notKept) })}</p>
      )}
    </div>
  );
}

const textOf = (event: TimedEvent): string => (event.event === 'chunk' ? `data: ${event.data}` : event.raw);

const EVENTS_PER_PIECE = 50;

const toPieces = (events: readonly TimedEvent[]): (readonly TimedEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / EVENTS_PER_PIECE) }, (_, index) =>
    events.slice(index * EVENTS_PER_PIECE, (index + 1) * EVENTS_PER_PIECE),
  );

/** Memoised, so only the last piece of a long list renders when events arrive. */
const EventPiece = memo(
  ({ events }: { events: readonly TimedEvent[] }) =>
    events.map((event, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <EventRow key={index} event={event} />
    )),
  ({ events: before }, { events: after }) =>
    before.length === after.length && before[0] === after[0] && before.at(-1) === after.at(-1),
);
EventPiece.displayName = 'EventPiece';

function EventRow({ event }: { event: TimedEvent }) {
  const isUpstream = event.event === 'upstream';
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-2 border-t py-1 [contain-intrinsic-size:auto_2.5rem] [content-visibility:auto]">
      <span className="figures text-end text-ink-faint">{event.t} ms</span>
      <span className={`whitespace-pre-wrap [overflow-wrap:anywhere] ${isUpstream ? 'text-tier-fable' : 'text-ink'}`}>
        <span aria-hidden>{isUpstream ? '← ' : '→ '}</span>
        {textOf(event)}
      </span>
    </li>
  );
}
