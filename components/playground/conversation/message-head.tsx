'use client';

import { ChevronLeft, ChevronRight, Ellipsis, Pencil, PencilOff, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { Message, Role } from '#lib/playground/document.ts';
import { versionOf } from '#lib/playground/edits/versions.ts';
import { forkDraft, newMessage } from '#lib/playground/new-draft.ts';
import { newLocalId } from '../state/local-id.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { textOf } from '../state/runner.ts';

interface MessageHeadProps {
  columnId: string;
  message: Message;
  isLast: boolean;
  isEditing: boolean;
  onEdit: () => void;
}

/** Role, version and actions of a message. */
export function MessageHead({ columnId, message, isLast, isEditing, onEdit }: MessageHeadProps) {
  const t = useTranslations('playground');
  const { runner } = usePlayground();
  const isAnswer = message.role === 'assistant';
  return (
    <div className="flex min-h-7 items-center gap-1">
      <RoleChoice columnId={columnId} message={message} />
      {isCached(message) && <Badge variant="accent">{t('actions.cached')}</Badge>}
      <VersionWalk columnId={columnId} message={message} />
      <div className="grow" />
      <div className="flex items-center opacity-0 transition-opacity focus-within:opacity-100 group-hover/message:opacity-100 has-[[aria-expanded=true]]:opacity-100 touch:opacity-100 forced-colors:opacity-100">
        <CopyButton text={textOf(message)} label={t('actions.copy')} className="size-7" />
        {isAnswer && (
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            aria-label={isEditing ? t('actions.endEdit') : t('actions.edit')}
            aria-pressed={isEditing}
            onClick={onEdit}
          >
            {isEditing ? <PencilOff aria-hidden /> : <Pencil aria-hidden />}
          </Button>
        )}
        {(isAnswer || isLast) && (
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            aria-label={isAnswer ? t('actions.regenerate') : t('actions.run')}
            onClick={() => runner.run(columnId, isAnswer ? { replaces: message.id } : {})}
          >
            <RotateCw aria-hidden />
          </Button>
        )}
        <MessageMenu columnId={columnId} message={message} />
      </div>
    </div>
  );
}

const ROLES: readonly Role[] = ['user', 'assistant', 'system'];

function RoleChoice({ columnId, message: { id, role } }: Pick<MessageHeadProps, 'columnId' | 'message'>) {
  const t = useTranslations('playground');
  const { drafts } = usePlayground();
  if (role === 'tool') return <span className="font-medium text-12 text-ink-muted">{t('roles.tool')}</span>;
  return (
    <select
      aria-label={t('actions.role')}
      value={role}
      onChange={(event) => drafts.edit({ type: 'setRole', columnId, messageId: id, role: event.target.value as Role })}
      className="tap-target -ms-1 cursor-pointer appearance-none rounded-tick bg-transparent px-1 font-medium text-12 text-ink-muted hover:bg-sunken hover:text-ink"
    >
      {ROLES.map((one) => (
        <option key={one} value={one}>
          {t(`roles.${one}`)}
        </option>
      ))}
    </select>
  );
}

function VersionWalk({ columnId, message }: Pick<MessageHeadProps, 'columnId' | 'message'>) {
  const t = useTranslations('playground.versions');
  const { drafts } = usePlayground();
  const { number, count } = versionOf(message);
  if (count === 1) return null;
  const show = (index: number) => drafts.edit({ type: 'showVersion', columnId, messageId: message.id, index });
  return (
    <span className="figures flex items-center text-12 text-ink-muted">
      <Button
        variant="ghost"
        size="icon"
        className="size-6"
        aria-label={t('previous')}
        disabled={number === 1}
        onClick={() => show(number - 2)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      {t('of', { number, count })}
      <Button
        variant="ghost"
        size="icon"
        className="size-6"
        aria-label={t('next')}
        disabled={number === count}
        onClick={() => show(number)}
      >
        <ChevronRight aria-hidden />
      </Button>
    </span>
  );
}

const isCached = ({ cache, parts }: Message): boolean =>
  cache !== undefined || parts.some((part) => 'cache' in part && part.cache !== undefined);

function MessageMenu({ columnId, message }: Pick<MessageHeadProps, 'columnId' | 'message'>) {
  const t = useTranslations('playground.actions');
  const { drafts } = usePlayground();
  const of = { columnId, messageId: message.id };
  const { versions: _, ...plain } = message;
  const isMarked = isCached(message);
  // A tool's result gets the cache mark as a whole, other messages on their last part.
  const markedPart = message.role === 'tool' ? null : message.parts.length - 1;
  const addVersion = () =>
    drafts.edit({ type: 'addVersion', ...of, messages: [{ ...plain, id: newLocalId(), runId: undefined }] });
  const insert = () =>
    drafts.edit({ type: 'addMessages', columnId, messages: [newMessage(newLocalId(), 'user')], before: message.id });
  const fork = () => {
    const ids = { id: newLocalId(), now: new Date() };
    drafts.open(forkDraft(drafts.read().draft, { ...of, ...ids }));
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button variant="ghost" size="icon" className="size-7" aria-label={t('more')}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => drafts.edit({ type: 'moveMessage', ...of, by: -1 })}>
          {t('up')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => drafts.edit({ type: 'moveMessage', ...of, by: 1 })}>
          {t('down')}
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => drafts.edit({ type: 'markCache', ...of, part: markedPart, ttl: isMarked ? null : '5m' })}
        >
          {isMarked ? t('uncache') : t('cache')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={insert}>{t('insert')}</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={addVersion}>{t('version')}</DropdownMenuItem>
        <DropdownMenuItem onSelect={fork}>{t('fork')}</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem variant="danger" onSelect={() => drafts.edit({ type: 'removeMessage', ...of })}>
          {t('delete')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
