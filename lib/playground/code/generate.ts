import { aiSdkProgram } from './ai-sdk.ts';
import type { CodeRequest } from './code-request.ts';
import { curlProgram } from './curl.ts';
import { langChainProgram } from './langchain.ts';
import { nodeProgram } from './node.ts';
import type { Program } from './program.ts';
import { pythonProgram } from './python.ts';

/** A way to send a request. `language` selects the highlighting. */
interface CodeTarget {
  label: string;
  language: 'shell' | 'python' | 'javascript';
  generate: (request: CodeRequest) => Program;
}

export const CODE_TARGETS = {
  curl: { label: 'curl', language: 'shell', generate: curlProgram },
  python: { label: 'Python', language: 'python', generate: pythonProgram },
  node: { label: 'Node', language: 'javascript', generate: nodeProgram },
  'ai-sdk': { label: 'AI SDK', language: 'javascript', generate: aiSdkProgram },
  langchain: { label: 'LangChain', language: 'javascript', generate: langChainProgram },
} as const satisfies Record<string, CodeTarget>;

export type CodeTargetName = keyof typeof CODE_TARGETS;
export const CODE_TARGET_NAMES = Object.keys(CODE_TARGETS) as CodeTargetName[];

/** Generates a program. Comments in it list the fields that its library does not send. */
export function generateCode(target: CodeTargetName, request: CodeRequest): string {
  const { code, leftOut } = CODE_TARGETS[target].generate(request);
  if (leftOut.length === 0) return code;
  const mark = COMMENT[CODE_TARGETS[target].language];
  return `${mark} This library does not send: ${leftOut.join(', ')}\n${code}`;
}

const COMMENT = { shell: '#', python: '#', javascript: '//' } as const satisfies Record<CodeTarget['language'], string>;
