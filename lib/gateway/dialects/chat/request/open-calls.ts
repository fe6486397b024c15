import { AppError } from '#lib/errors.ts';
import type { FunctionMessage, ToolMessage } from '../schema/message.ts';
import type { PendingCall } from './tool-calls.ts';
import { toAcceptedName } from './tool-names.ts';

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

  /** Without ids, a result belongs to the next call of its tool. */
  private advanceTo(queue: { calls: PendingCall[]; answered: number }, name: string): void {
    const at = queue.calls.findIndex(({ block }, index) => index >= queue.answered && block.name === name);
    const [call] = at > queue.answered ? queue.calls.splice(at, 1) : [];
    if (call) queue.calls.splice(queue.answered, 0, call);
  }

  private queueOf(id: string) {
    const queue = this.byId.get(id) ?? { calls: [], answered: 0 };
    this.byId.set(id, queue);
    return queue;
  }

  private answerId({ tool_call_id: id, name }: ToolMessage, at: string): PendingCall {
    const queue = this.byId.get(id);
    if (queue && id === '' && name) this.advanceTo(queue, toAcceptedName(name));
    const call = queue?.calls[queue.answered];
    if (queue && call) {
      queue.answered++;
      return call;
    }
    const complaint = queue
      ? 'already has its result'
      : "names no tool call: a message with role 'tool' must be a response to a preceding message with 'tool_calls'";
    throw orphan(`${at}.tool_call_id`, complaint);
  }

  private answerName({ name }: FunctionMessage, at: string): PendingCall {
    const call = this.byName.get(toAcceptedName(name))?.pop();
    if (call) return call;
    throw orphan(`${at}.name`, 'names no `function_call` that waits for its result');
  }
}

const orphan = (param: string, complaint: string) =>
  new AppError('invalid_value', `\`${param}\` ${complaint}.`, { param });
