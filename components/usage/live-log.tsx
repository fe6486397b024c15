'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { OpenHolds } from '#components/billing/open-holds.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import type { StoredNote } from '#lib/content/queries.ts';
import type { LogRow } from '#lib/usage/queries/logs.ts';
import type { GroupNames } from '#lib/usage/queries/usage-page.ts';
import { mergeRows, type OpenRequests, type TailNews } from '#lib/usage/view/tail.ts';
import { LiveStatus } from './live-status.tsx';
import { LogKeys } from './log-keys.tsx';
import { LogTable } from './log-table.tsx';
import { useTail } from './use-tail.ts';

interface LiveLogProps {
  /** Endpoint of new requests; null on an older page of the log. */
  tailUrl: string | null;
  /** When the page was rendered. */
  now: number;
  rows: readonly LogRow[];
  zone: string;
  names: GroupNames;
  open: string | null;
  /** Notes on stored content of the rows that the page was rendered with. */
  stored: ReadonlyMap<string, StoredNote | null>;
  query: string;
  underWay: OpenRequests;
  /** Shown instead of an empty list. */
  children: ReactNode;
}

/** Requests that arrived but are not in the list. */
const NOTHING = { dropped: 0, isCut: false };

/** The list of requests, updated live. While its top is out of view, new requests wait, so that nothing moves. */
export function LiveLog({ tailUrl, now, rows, stored, underWay: known, children, ...table }: LiveLogProps) {
  const t = useTranslations('usage.log.live');
  const list = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const [isOn, setOn] = useState(true);
  const [arrived, setArrived] = useState<LogRow[]>([]);
  const [waiting, setWaiting] = useState<LogRow[]>([]);
  const [left, setLeft] = useState(NOTHING);
  const [notes, setNotes] = useState<LiveLogProps['stored']>(new Map());
  const [underWay, setUnderWay] = useState(known);
  const { refresh } = useTab();
  const isReloading = useRef(false);

  const show = (more: readonly LogRow[]) => {
    const { rows: kept, dropped } = mergeRows(arrived, more);
    setArrived(kept);
    setWaiting([]);
    setLeft((before) => ({ ...before, dropped: before.dropped + dropped }));
  };
  const receive = ({ rows: found, stored, open: openNow, isCut }: TailNews) => {
    if (openNow.count + underWay.count > 0) setUnderWay(openNow);
    if (stored.size > 0) setNotes((before) => new Map([...before, ...stored]));
    const known = new Set([...rows, ...arrived, ...waiting].map(({ requestId }) => requestId));
    const fresh = found.filter(({ requestId }) => !known.has(requestId));
    if (isCut) setLeft((before) => ({ ...before, isCut }));
    if (fresh.length === 0) return;
    const isOutOfSight = (top.current?.getBoundingClientRect().bottom ?? 0) < 0;
    if (isOutOfSight) setWaiting(mergeRows(waiting, fresh).rows);
    else show([...waiting, ...fresh]);
  };
  const { state, resume } = useTail({
    ...{ url: tailUrl ?? '', since: now, onNews: receive },
    isOn: tailUrl !== null && isOn,
  });
  useEffect(() => {
    if (waiting.length === 0 || !top.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && show(waiting));
    observer.observe(top.current);
    return () => observer.disconnect();
  });
  const reload = () => {
    isReloading.current = true;
    refresh();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after the page's data has reloaded
  useEffect(() => {
    if (!isReloading.current) return;
    isReloading.current = false;
    setArrived([]);
    setWaiting([]);
    setLeft(NOTHING);
    setNotes(new Map());
    setUnderWay(known);
  }, [now]);
  const goToNew = () => {
    flushSync(() => show(waiting));
    top.current?.scrollIntoView({ block: 'start' });
    list.current?.querySelector<HTMLElement>('[data-log-row]')?.focus({ preventScroll: true });
  };

  const shown = mergeRows(rows, arrived);
  const unsummed = [...arrived, ...waiting].filter(({ settledAt }) => settledAt.getTime() > now).length;
  return (
    <div className="grid gap-3">
      <div ref={top} className="scroll-mt-20">
        {tailUrl !== null && (
          <LiveStatus
            {...{ isOn, state, unsummed, now, zone: table.zone, isCut: left.isCut }}
            dropped={left.dropped + shown.dropped}
            onToggle={setOn}
            onResume={resume}
            onReload={reload}
          />
        )}
      </div>
      {tailUrl !== null && <OpenHolds {...underWay} keyNames={table.names.key} now={new Date(now)} />}
      {waiting.length > 0 && (
        <Button variant="primary" onClick={goToNew} className="sticky top-24 z-20 justify-self-center">
          {t('waiting', { count: waiting.length })}
        </Button>
      )}
      {shown.rows.length === 0 && children ? (
        children
      ) : (
        <div ref={list}>
          <LogKeys>
            <LogTable rows={shown.rows} stored={new Map([...stored, ...notes])} now={now} {...table} />
          </LogKeys>
        </div>
      )}
    </div>
  );
}
