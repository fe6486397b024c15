'use client';

import { Bookmark, Pencil, Trash2 } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState, useTransition } from 'react';
import { callAction } from '#components/auth/call-action.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { SavedPage } from '#lib/usage/saved/schema.ts';
import type { SavedView } from '#lib/usage/saved/views.ts';
import { SavedViewForm, type ViewSettings } from './saved-view-form.tsx';

type Action<Input> = (page: RenderedFor, input: Input) => Promise<ActionResult<null>>;

export interface SavedViewActions {
  save: Action<ViewSettings & { page: SavedPage; query: string }>;
  change: Action<ViewSettings & { id: string }>;
  remove: Action<{ id: string }>;
}

interface SavedViewsProps {
  page: SavedPage;
  views: readonly SavedView[];
  /** Whether the account has other members to share with. */
  mayShare: boolean;
  actions: SavedViewActions;
}

/** A button that opens the saved views of a page, and saves the current one. */
export function SavedViews({ page, views, mayShare, actions }: SavedViewsProps) {
  const t = useTranslations('usage.saved');
  const query = useSearchParams();
  const { refresh } = useTab();
  const [isOpen, setOpen] = useState(false);
  const [editing, setEditing] = useState<string>();
  const { send, failure, isPending } = useSending(() => {
    setEditing(undefined);
    refresh();
  });
  const save = usePageAction(actions.save);
  const change = usePageAction(actions.change);
  const remove = usePageAction(actions.remove);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Bookmark aria-hidden /> {t('title')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title')} description={t('text')}>
        <div className="grid gap-5">
          {views.length > 0 && (
            <ul className="border-t text-14">
              {views.map((view) => (
                <li key={view.id} className="border-b py-2">
                  {editing === view.id ? (
                    <SavedViewForm
                      action={t('change')}
                      view={view}
                      mayShare={mayShare}
                      isPending={isPending}
                      onSave={(settings) => send(() => change({ id: view.id, ...settings }))}
                    />
                  ) : (
                    <ViewRow page={page} view={view} onOpen={() => setOpen(false)}>
                      <Button
                        variant="ghost"
                        size="icon"
                        aria-label={t('edit', { name: view.name })}
                        onClick={() => setEditing(view.id)}
                      >
                        <Pencil aria-hidden />
                      </Button>
                      <Button
                        variant="ghost"
                        size="icon"
                        aria-label={t('remove', { name: view.name })}
                        onClick={() => isPending || send(() => remove({ id: view.id }))}
                      >
                        <Trash2 aria-hidden />
                      </Button>
                    </ViewRow>
                  )}
                </li>
              ))}
            </ul>
          )}
          {editing === undefined && (
            <SavedViewForm
              key={views.length}
              action={t('save')}
              mayShare={mayShare}
              isPending={isPending}
              onSave={(settings) => send(() => save({ page, query: String(query), ...settings }))}
            />
          )}
          <FormError>{failure}</FormError>
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface ViewRowProps {
  page: SavedPage;
  view: SavedView;
  onOpen: () => void;
  /** The buttons of one's own view. */
  children: ReactNode;
}

function ViewRow({ page, view: { name, query, isShared, by }, onOpen, children }: ViewRowProps) {
  const t = useTranslations('usage.saved');
  return (
    <div className="flex min-h-8 items-center gap-2 touch:min-h-11">
      <span className="grid min-w-0 grow">
        <TextLink href={`/${page}${query && `?${query}`}`} prefetch={false} onClick={onOpen} className="wrap-anywhere">
          {name}
        </TextLink>
        {isShared && (
          <span className="text-12 text-ink-muted">{by === null ? t('shared') : t('by', { name: by })}</span>
        )}
      </span>
      {by === null && children}
    </div>
  );
}

function useSending(onDone: () => void) {
  const t = useTranslations('usage.saved');
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const send = (action: () => Promise<ActionResult<null>>) =>
    startTransition(async () => {
      const result = await callAction(action);
      setFailure(result.ok ? undefined : failureText(result.error, { conflict: t('conflict') }));
      if (result.ok) onDone();
    });
  return { send, failure, isPending };
}
