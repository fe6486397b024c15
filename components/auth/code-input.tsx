import type { ComponentProps } from 'react';
import { Input } from '#components/ui/input.tsx';

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
