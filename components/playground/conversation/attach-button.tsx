'use client';

import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { ACCEPTED_TYPES } from '#lib/playground/attachments.ts';

export function AttachButton({ onAttach }: { onAttach: (files: File[]) => void }) {
  const t = useTranslations('playground.files');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip content={t('attach')}>
        <Button variant="ghost" size="icon" aria-label={t('attach')} onClick={() => input.current?.click()}>
          <Paperclip aria-hidden />
        </Button>
      </Tooltip>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_TYPES.join()}
        onChange={({ target }) => {
          onAttach([...(target.files ?? [])]);
          // An empty value lets the user choose the same file again.
          target.value = '';
        }}
      />
    </>
  );
}
