'use client';

import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { inputStyle } from '#components/ui/input.tsx';
import { LONGEST_COMMENT } from '#lib/docs/longest-comment.ts';

/** "Was this page helpful?" The answer opens a field for a comment. */
export function PageFeedback({ path }: { path: string }) {
  const t = useTranslations('feedback');
  const locale = useLocale();
  const [isHelpful, setIsHelpful] = useState<boolean | null>(null);
  const [state, setState] = useState<'open' | 'sending' | 'sent' | 'failed'>('open');
  const questionId = useId();

  const send = async (comment: string) => {
    setState('sending');
    const reply = await fetch('/api/docs/feedback', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path, locale, isHelpful, comment }),
    }).catch(() => null);
    setState(reply?.ok ? 'sent' : 'failed');
  };

  return (
    <section aria-labelledby={questionId} className="mt-16 border-t pt-6 text-14 print:hidden">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p id={questionId} className="font-medium">
          {t('question')}
        </p>
        <div className="flex gap-2">
          <Choice isChosen={isHelpful === true} isDisabled={state === 'sent'} onChoose={() => setIsHelpful(true)}>
            <ThumbsUp aria-hidden />
            {t('yes')}
          </Choice>
          <Choice isChosen={isHelpful === false} isDisabled={state === 'sent'} onChoose={() => setIsHelpful(false)}>
            <ThumbsDown aria-hidden />
            {t('no')}
          </Choice>
        </div>
      </div>
      {isHelpful !== null && state !== 'sent' && <CommentForm isSending={state === 'sending'} onSend={send} />}
      <p role="status" className={state === 'failed' ? 'mt-2 text-danger' : 'mt-2 text-ink-muted'}>
        {state === 'sent' && t('thanks')}
        {state === 'failed' && t('failed')}
      </p>
    </section>
  );
}

interface ChoiceProps {
  isChosen: boolean;
  isDisabled: boolean;
  onChoose: () => void;
  children: ReactNode;
}

const Choice = ({ isChosen, isDisabled, onChoose, children }: ChoiceProps) => (
  <Button
    aria-pressed={isChosen}
    disabled={isDisabled}
    onClick={onChoose}
    className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
  >
    {children}
  </Button>
);

interface CommentFormProps {
  isSending: boolean;
  onSend: (comment: string) => void;
}

function CommentForm({ isSending, onSend }: CommentFormProps) {
  const t = useTranslations('feedback');
  const [comment, setComment] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // After the answer the field has the focus, so the reader can write, or send it empty by Tab and Enter.
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(comment);
  };
  return (
    <form onSubmit={submit} className="mt-4 max-w-xl">
      <label htmlFor={id} className="mb-1 block font-medium text-13">
        {t('comment')}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={2}
        maxLength={LONGEST_COMMENT}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        aria-describedby={`${id}-hint`}
        className={`${inputStyle} py-2`}
      />
      <p id={`${id}-hint`} className="mt-1 mb-3 text-12 text-ink-muted">
        {t('hint')}
      </p>
      <Button type="submit" variant="primary" disabled={isSending}>
        {t('send')}
      </Button>
    </form>
  );
}
