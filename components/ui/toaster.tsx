'use client';

import { Check, CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from './button.tsx';

interface ToastMore {
  description?: string;
  action?: { label: string; onClick: () => void };
}

interface Toast extends ToastMore {
  id: number;
  kind: 'success' | 'error';
  text: string;
  /** Shown until the user closes it. */
  stays: boolean;
}

const NONE: readonly Toast[] = [];
let toasts = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const add = (toast: Omit<Toast, 'id'>): void => change([...toasts, { ...toast, id: ++lastId }]);
const remove = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

/** Confirms an action. Errors and secrets must also be shown elsewhere. */
export const toast = {
  success: (text: string, more: ToastMore = {}) => add({ kind: 'success', text, stays: false, ...more }),
  error: (text: string) => add({ kind: 'error', text, stays: false }),
};

/** For failures outside of forms. It stays until the user closes it. */
export const toastError = (text: string): void => add({ kind: 'error', text, stays: true });

/** The live region for toasts. It exists before them, so that they are announced; Alt+T focuses their buttons. */
export function Toaster() {
  const t = useTranslations('common');
  const region = useRef<HTMLElement>(null);
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => NONE,
  );
  useEffect(() => {
    const listen = ({ altKey, code }: KeyboardEvent) =>
      altKey && code === 'KeyT' && region.current?.querySelector('button')?.focus();
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <section
      ref={region}
      aria-label={`${t('notifications')} Alt+T`}
      aria-live="polite"
      aria-relevant="additions text"
      className="fixed end-4 bottom-4 z-60 grid w-90 max-w-[calc(100vw-2rem)] gap-3"
    >
      {shown.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  );
}

const SHOWN_MS = 5_000;
/** Toasts with an undo stay longer. */
const OFFERED_MS = 10_000;
const ICONS = { success: Check, error: CircleAlert };

function ToastCard({ toast: { id, kind, text, description, action, stays } }: { toast: Toast }) {
  const t = useTranslations('common');
  const [isHeld, hold] = useState(stays);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => remove(id), action ? OFFERED_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, id, action]);
  const Icon = ICONS[kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only pauses a timer
    <div
      data-slot="toast"
      data-kind={kind}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(stays)}
      onFocus={() => hold(true)}
      onBlur={() => hold(stays)}
      className="pointer-events-auto flex animate-rise items-start gap-2 rounded-panel border border-hairline bg-raised px-4 py-3 text-14 text-ink shadow-float"
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${kind === 'error' ? 'text-danger' : 'text-success'}`} />
      <div className="grid min-w-0 grow gap-0.5 [overflow-wrap:anywhere]">
        {text}
        {description && <span className="text-13 text-ink-muted">{description}</span>}
      </div>
      {action && (
        <Button
          variant="link"
          size="inline"
          onClick={() => {
            remove(id);
            action.onClick();
          }}
        >
          {action.label}
        </Button>
      )}
      {stays && (
        <Button
          variant="ghost"
          size="icon"
          className="-my-1.5 -me-2"
          aria-label={t('close')}
          onClick={() => remove(id)}
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}
