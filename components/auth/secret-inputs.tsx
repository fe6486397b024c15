'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';

/** Password input that allows pasting and can show the typed text. */
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
  /** One field for codes of the app and recovery codes, or for recovery codes alone, which browsers do not fill in. */
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
