import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, draftOf, message, tool } from '../testing/drafts.ts';
import { toCodeRequest } from './code-request.ts';
import { CODE_TARGET_NAMES, type CodeTargetName, generateCode } from './generate.ts';
import { JAVASCRIPT, JSON_NOTATION, PYTHON, write } from './notation.ts';

const program = (target: CodeTargetName, column: Parameters<typeof draftOf>[0]) => {
  const draft = draftOf(column);
  return generateCode(
    target,
    toCodeRequest(draft, columnOf(draft), { baseUrl: 'http://localhost/api/v1', isStreaming: false }),
  );
};

describe('a value as source', () => {
  const value = fc.object({
    values: [fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null)],
    maxDepth: 3,
  });

  it('of JavaScript is the value', () => {
    fc.assert(
      fc.property(value, (one) => {
        const read = vm.runInNewContext(
          `JSON.stringify(${write({ ['__proto__']: 1, one, long: 'a\n'.repeat(60) }, JAVASCRIPT)})`,
        );
        expect(JSON.parse(read)).toEqual(JSON.parse(JSON.stringify({ ['__proto__']: 1, one, long: 'a\n'.repeat(60) })));
      }),
    );
  });

  it('of JSON is the value', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(JSON.parse(write(one, JSON_NOTATION))).toEqual(JSON.parse(JSON.stringify(one)));
      }),
    );
  });

  it('of Python has True, False and None', () => {
    expect(write({ a: [true, false, null, 1.5, 'x"\n'] }, PYTHON)).toBe('{"a": [True, False, None, 1.5, "x\\"\\n"]}');
  });

  it('contains no lone surrogate', () => {
    expect(write('a\ud83d', JAVASCRIPT)).toBe("'a\uFFFD'");
  });
});

describe('a program', () => {
  const file = (id: string, name: string) => ({
    type: 'image' as const,
    file: { id, name, mediaType: 'image/png', bytes: 1 },
  });
  const parts = [file('1', 'Größe $(rm).PNG'), file('2', ''), file('3', ''), file('1', 'Größe $(rm).PNG')];

  it.each(CODE_TARGET_NAMES)('for %s names its files without special characters', (target) => {
    const code = program(target, { messages: [message('q', 'user', '', { parts })] });
    expect(code).toMatch(/^(?:#|\/\/) In this folder: Gro-e-rm\.png, file\.png, file-2\.png$/m);
    expect(code).not.toContain('$(rm)');
  });

  it.each(CODE_TARGET_NAMES)('for %s keeps text that looks like a file’s placeholder', (target) => {
    const code = program(target, {
      messages: [message('q', 'user', 'attachment:1', { parts: [{ type: 'text', text: 'attachment:1' }, ...parts] })],
    });
    expect(code).toContain('attachment:1');
  });

  it.each(CODE_TARGET_NAMES)('for %s reads the key from the environment and contains none', (target) => {
    expect(program(target, {})).toMatch(/TOKENHUB_API_KEY/);
  });

  it('lists the fields that its library does not send', () => {
    const code = program('ai-sdk', {
      messages: [message('q', 'user', '', { parts: [{ type: 'text', text: 'Hi', cache: '5m' }] })],
      tools: [tool('sh', { kind: 'custom' })],
    });
    expect(code).toMatch(/^\/\/ This library does not send: messages\[0\]\.content\[0\]\.cache_control, tools\[0\]$/m);
    expect(program('node', { messages: [message('q', 'user', 'Hi')] })).not.toContain('does not send');
  });
});
