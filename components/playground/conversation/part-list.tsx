'use client';

import { useTranslations } from 'next-intl';
import type { Message } from '#lib/playground/document.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { FileChip } from './file-chip.tsx';
import { TextArea } from './text-area.tsx';

/** Editable parts of a message. */
export function PartList({ columnId, message }: { columnId: string; message: Message }) {
  const t = useTranslations('playground');
  const { drafts } = usePlayground();
  return message.parts.map((part, index) => {
    if ('file' in part) {
      const remove = () => drafts.edit({ type: 'removePart', columnId, messageId: message.id, part: index });
      return <FileChip key={part.file.id} file={part.file} onRemove={remove} />;
    }
    if (part.type === 'image_url')
      return (
        <p key={part.url} className="font-mono text-12 text-ink-muted [overflow-wrap:anywhere]">
          {part.url}
        </p>
      );
    const change = (text: string) =>
      drafts.edit({ type: 'setText', columnId, messageId: message.id, part: index, text });
    return (
      <TextArea
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its index
        key={index}
        aria-label={t('messageOf', { role: t(`roles.${message.role}`) })}
        value={part.text}
        onChange={change}
        className={message.role === 'tool' ? 'font-mono text-13' : undefined}
      />
    );
  });
}
