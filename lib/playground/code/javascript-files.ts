import { type CodeFile, type CodeRequest, fileNames } from './code-request.ts';

interface FileLines {
  comment: string[];
  imports: string[];
  /** The function that `readDataUrl` calls. */
  helper: string[];
}

/** What a program in JavaScript needs to read the request's files; nothing for a request without any. */
export function fileLines(request: CodeRequest): FileLines {
  if (request.files.size === 0) return { comment: [], imports: [], helper: [] };
  return {
    comment: [`// In this folder: ${fileNames(request).join(', ')}`],
    imports: ["import { readFileSync } from 'node:fs';"],
    helper: [`const dataUrl = (path, type) => \`data:\${type};base64,\${readFileSync(path, 'base64')}\`;`, ''],
  };
}

export const readDataUrl = ({ name, mediaType }: CodeFile): string => `dataUrl('${name}', '${mediaType}')`;
