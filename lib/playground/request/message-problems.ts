import type { Model } from '#lib/models/model.ts';
import type { ParameterName } from '#lib/models/parameters.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { Message, Part } from '../document.ts';
import type { RequestProblem } from './problem.ts';

/** Finds messages that the API would reject: no question, calls without results, unreadable files. */
export function findMessageProblems(messages: readonly Message[], model: Model | null): RequestProblem[] {
  const hasContent = messages.some(({ parts, toolCalls }) => parts.some(isFilled) || toolCalls !== undefined);
  return [
    ...(hasContent ? [] : [{ path: 'messages', kind: 'no_messages' as const }]),
    ...openCalls(messages),
    ...(model ? unreadable(messages, model) : []),
  ];
}

const isFilled = (part: Part): boolean => !('text' in part) || part.text.trim() !== '';

/** Every call of a turn needs a result before the next message. */
function openCalls(messages: readonly Message[]): RequestProblem[] {
  return messages.flatMap(({ toolCalls = [] }, index) => {
    const after = messages.slice(index + 1);
    const end = after.findIndex(({ role }) => role !== 'tool');
    const answered = new Set(after.slice(0, end === -1 ? undefined : end).map(({ toolCallId }) => toolCallId));
    return toolCalls.flatMap(({ id }, call) =>
      answered.has(id) ? [] : [{ path: `messages[${index}].tool_calls[${call}]`, kind: 'unanswered_call' as const }],
    );
  });
}

function unreadable(messages: readonly Message[], model: Model): RequestProblem[] {
  return messages.flatMap(({ parts }, index) =>
    parts.flatMap((part, place) => {
      const parameter = parameterOf(part);
      const ruling = parameter && treatmentOf(parameter, model);
      if (ruling?.treatment !== 'refused') return [];
      const path = `messages[${index}].content[${place}]`;
      return [{ path, kind: 'unreadable' as const, ...(ruling.reason && { reason: ruling.reason }) }];
    }),
  );
}

function parameterOf(part: Part): ParameterName | null {
  if (part.type === 'image' || part.type === 'image_url') return 'messages.image_url';
  return part.type === 'document' && part.file.mediaType === 'application/pdf' ? 'messages.file' : null;
}
