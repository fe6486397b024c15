'use client';

import { Columns2, MoveVertical, PanelLeft, PanelRight, Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { MAX_COLUMNS } from '#lib/playground/document.ts';
import { DraftMenu } from './draft-menu.tsx';
import { type PaneName, useIsTogether, usePane } from './panes.ts';
import { newLocalId } from './state/local-id.ts';
import { useDraft, usePlayground } from './state/playground-context.tsx';

/** Actions for the whole draft, and buttons for the panes. */
export function Toolbar({ columnId }: { columnId: string }) {
  const t = useTranslations('playground');
  const { drafts } = usePlayground();
  const { columns } = useDraft();
  const { past, future } = useSyncExternalStore(drafts.subscribe, drafts.read, drafts.read);
  const compare = () => drafts.edit({ type: 'addColumn', from: columnId, id: newLocalId() });
  return (
    <div className="flex h-12 shrink-0 items-center gap-1 border-b px-2 touch:gap-2 md:px-3">
      <PaneButton name="settings" Icon={PanelLeft} />
      <h1 className="px-1 text-14 max-sm:sr-only">{t('title')}</h1>
      <DraftMenu />
      <div className="grow" />
      <IconButton label={t('undo')} isDisabled={past.length === 0} onClick={drafts.undo}>
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton label={t('redo')} isDisabled={future.length === 0} onClick={drafts.redo}>
        <Redo2 aria-hidden />
      </IconButton>
      <IconButton label={t('compare.add')} isDisabled={columns.length >= MAX_COLUMNS} onClick={compare}>
        <Columns2 aria-hidden />
      </IconButton>
      {columns.length > 1 && <TogetherButton />}
      <PaneButton name="inspector" Icon={PanelRight} />
    </div>
  );
}

function PaneButton({ name, Icon }: { name: PaneName; Icon: typeof PanelLeft }) {
  const t = useTranslations('playground');
  const { isOpen, setOpen } = usePane(name);
  return <ToggleButton label={t(`${name}.toggle`)} isOn={isOpen} onToggle={setOpen} Icon={Icon} />;
}

function TogetherButton() {
  const t = useTranslations('playground.compare');
  const [isTogether, setTogether] = useIsTogether();
  return <ToggleButton label={t('together')} isOn={isTogether} onToggle={setTogether} Icon={MoveVertical} />;
}

interface ToggleButtonProps {
  label: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  Icon: typeof PanelLeft;
}

function ToggleButton({ label, isOn, onToggle, Icon }: ToggleButtonProps) {
  return (
    <Tooltip content={label} side="bottom">
      <Button
        variant="ghost"
        size="icon"
        aria-label={label}
        aria-pressed={isOn}
        className="aria-pressed:bg-sunken aria-pressed:text-ink"
        onClick={() => onToggle(!isOn)}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}

interface IconButtonProps {
  label: string;
  isDisabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

export function IconButton({ label, isDisabled = false, onClick, children }: IconButtonProps) {
  return (
    <Tooltip content={label} side="bottom">
      <Button
        variant="ghost"
        size="icon"
        aria-label={label}
        aria-disabled={isDisabled}
        onClick={() => isDisabled || onClick()}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
