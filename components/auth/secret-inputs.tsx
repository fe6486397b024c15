'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';

/** Pasting is welcome, and what was typed can be looked at. */
export function PasswordInput(props: ComponentProps<'input'>) {
  const t = useTranslations('auth.password');
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        className="pe-10"
      />
      <Button
        variant="ghost"
        size="icon"
        className="absolute end-0 top-0"
        aria-label={t('show')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        <Icon aria-hidden />
      </Button>
    </div>
  );
}

interface CodeInputProps extends ComponentProps<'input'> {
  /** The app's codes and recovery codes, in one field, or recovery codes alone, which no browser fills in. */
  takes: 'app' | 'recovery';
}

export const CodeInput = ({ takes, ...props }: CodeInputProps) => (
  <Input
    {...props}
    autoComplete={takes === 'app' ? 'one-time-code' : 'off'}
    autoCapitalize="none"
    spellCheck={false}
    className="figures"
  />
);
