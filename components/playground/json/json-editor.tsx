'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Textarea } from '#components/ui/input.tsx';
import { parseJsonText } from '#lib/playground/request/json-text.ts';

interface JsonEditorProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Empty text is valid. */
  isOptional?: boolean;
}

/** JSON editor with highlighting and error positions. A plain field is shown until the editor has loaded. */
export function JsonEditor({ label, value, onChange, isOptional = false }: JsonEditorProps) {
  const t = useTranslations('playground.json');
  const isEmpty = isOptional && value.trim() === '';
  const isValid = isEmpty || parseJsonText(value) !== undefined;
  const { place, state } = useEditor({ label, value, onChange });
  return (
    <div className="grid min-w-0 gap-1">
      <div ref={place} hidden={state !== 'loaded'} className="min-w-0" />
      {state !== 'loaded' && (
        <Textarea
          aria-label={label}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
          className="min-h-40 font-mono text-12"
        />
      )}
      <p aria-live="polite" className={`min-h-4 text-12 ${isValid ? 'text-ink-muted' : 'text-danger'}`}>
        {!isValid && t('notJson')}
        {isValid && !isEmpty && t('valid')}
        {state === 'failed' && ` ${t('notLoaded')}`}
      </p>
    </div>
  );
}

function useEditor({ label, value, onChange }: Omit<JsonEditorProps, 'isOptional'>) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<{ setText(text: string): void; destroy(): void }>(null);
  const latest = useRef({ value, onChange });
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');
  useEffect(() => {
    latest.current = { value, onChange };
    editor.current?.setText(value);
  });
  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { openJsonEditor } = await import('./code-mirror.ts');
      if (isGone || !place.current) return;
      const onText = (text: string) => latest.current.onChange(text);
      editor.current = openJsonEditor({ parent: place.current, label, text: latest.current.value, onText });
      setState('loaded');
    };
    open().catch(() => isGone || setState('failed'));
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = null;
    };
  }, [label]);
  return { place, state };
}
