import { AppError } from '#lib/errors.ts';
import type { FunctionMessage, ToolMessage } from '../openai/request/message.ts';
import type { PendingCall } from './pending-calls.ts';

/** The calls of a conversation that wait for their result. */
export class OpenCalls {
  /** First come, first answered: clients that reuse an id answer in the order of the calls. */
  private readonly byId = new Map<string, { calls: PendingCall[]; answered: number }>();
  /** Legacy calls have no id, so the last open one of a name is meant. */
  private readonly byName = new Map<string, PendingCall[]>();

  add(calls: readonly PendingCall[]): void {
    for (const call of calls) {
      if (call.id === null) this.addLegacy(call);
      else this.queueOf(call.id).calls.push(call);
    }
  }

  /**
   * The call a message answers, which is answered from now on.
   * @throws AppError when there is none, naming the field that should name it.
   */
  answer(message: ToolMessage | FunctionMessage, at: string): PendingCall {
    const call = message.role === 'tool' ? this.answerId(message, at) : this.answerName(message, at);
    call.isAnswered = true;
    return call;
  }

  private addLegacy(call: PendingCall): void {
    const stack = this.byName.get(call.block.name);
    if (stack) stack.push(call);
    else this.byName.set(call.block.name, [call]);
  }

  private queueOf(id: string) {
    const queue = this.byId.get(id) ?? { calls: [], answered: 0 };
    this.byId.set(id, queue);
    return queue;
  }

  private answerId({ tool_call_id: id }: ToolMessage, at: string): PendingCall {
    const queue = this.byId.get(id);
    const call = queue?.calls[queue.answered];
    if (queue && call) {
      queue.answered++;
      return call;
    }
    const complaint = queue ? 'already has its result' : 'names no tool call of an earlier assistant message';
    throw orphan(`${at}.tool_call_id`, complaint);
  }

  private answerName({ name }: FunctionMessage, at: string): PendingCall {
    const call = this.byName.get(name)?.pop();
    if (call) return call;
    throw orphan(`${at}.name`, 'names no `function_call` that waits for its result');
  }
}

const orphan = (param: string, complaint: string) =>
  new AppError('invalid_value', `\`${param}\` ${complaint}.`, { param });
