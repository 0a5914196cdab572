import { RunFailure } from './run-failure.js';
import type { ThreadAnswer } from './thread-protocol.js';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RunFailure) => void;
}

/** Questions of a thread's task to its parent and the answers to them. */
export class ParentQuestions {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(private readonly send: (id: number, question: unknown) => void) {}

  /** Throws the `RunFailure` that the parent answers with. */
  ask(question: unknown): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.send(id, question);
    });
  }

  /** Answers that nobody waits for any more belong to an earlier task. */
  answered(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(RunFailure.from(answer.failure));
    else waiting?.resolve(answer.value);
  }

  forget(): void {
    this.#waiting.clear();
  }
}
