'use client';

import { useEffect, useState } from 'react';
import { findUsd, type NanoUsd, nanoUsd, toUsd, ZERO_USD } from '#lib/billing/money.ts';
import { toPart } from '#lib/playground/attachments.ts';
import type { Attachment, Draft, Message } from '#lib/playground/document.ts';
import { editDraft } from '#lib/playground/draft.ts';
import { newMessage } from '#lib/playground/new-draft.ts';
import { toRequest } from '#lib/playground/request/to-request.ts';
import { useDraft, usePlayground } from './playground-context.tsx';
import { callAddress, type Estimate, fetchEstimate, payerName } from './requests.ts';

const AFTER_MS = 600;

export interface EstimateOfAll extends Pick<Estimate, 'fromUsd' | 'atMostUsd' | 'availableUsd'> {
  /** Every column uses the sandbox. */
  isFree: boolean;
}

/** Estimates the cost of all columns with `text` as the next message, after a pause in typing. */
export function useEstimate(text: string, attached: readonly Attachment[]): EstimateOfAll | null {
  const { data, runner } = usePlayground();
  const draft = useDraft();
  const [estimate, setEstimate] = useState<EstimateOfAll | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const calls = requestsOf(draft, nextMessage(text, attached), runner.attachments).map(({ payer, body }) =>
        fetchEstimate(callAddress('estimate', data.page, { payer }), body, controller.signal),
      );
      const outcomes = await Promise.all(calls).catch(() => []);
      if (controller.signal.aborted) return;
      const known = outcomes.flatMap((outcome) => (outcome.ok ? outcome.estimate : []));
      const isWhole = outcomes.length > 0 && known.length === outcomes.length;
      const isFree = draft.columns.every(({ payer }) => payer === 'sandbox');
      setEstimate(isWhole ? { ...sumOf(known), isFree } : null);
    }, AFTER_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [draft, text, attached, data.page, runner.attachments]);
  return estimate;
}

function nextMessage(text: string, attached: readonly Attachment[]): Message | null {
  if (text.trim() === '' && attached.length === 0) return null;
  return { ...newMessage('next', 'user'), parts: [...attached.map(toPart), { type: 'text', text }] };
}

/** The requests of the columns that can be sent. */
function requestsOf(draft: Draft, next: Message | null, attachments: ReadonlyMap<string, string>) {
  const [first] = draft.columns;
  const asked = next && first ? editDraft(draft, { type: 'addMessages', columnId: first.id, messages: [next] }) : draft;
  return asked.columns.flatMap((column) => {
    const { body, problems } = toRequest(asked, column, { attachments });
    return problems.length > 0 ? [] : [{ payer: payerName(column.payer), body: JSON.stringify(body) }];
  });
}

const sumOf = (all: readonly Estimate[]) => ({
  fromUsd: toUsd(total(all.map(({ fromUsd }) => fromUsd))),
  atMostUsd: toUsd(total(all.map(({ atMostUsd }) => atMostUsd))),
  availableUsd: all.find(({ availableUsd }) => availableUsd !== null)?.availableUsd ?? null,
});

const total = (amounts: readonly string[]): NanoUsd =>
  amounts.reduce((sum, amount) => nanoUsd(sum + (findUsd(amount) ?? ZERO_USD)), ZERO_USD);
