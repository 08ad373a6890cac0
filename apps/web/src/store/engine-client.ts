import type { Answers, FromEngine, Question, ToEngine } from '../worker/messages';
import { INITIAL, reduce, type AppMessage, type AppState } from './app-state';
import { startEngine, type EnginePort } from './engine-port';
import { Store } from './store';

type Statement = Exclude<ToEngine, { readonly type: 'ask' }>;

/** Statements that a new engine must hear again when the first one could not be started. */
const KEPT: readonly Statement['type'][] = ['start', 'open', 'appearance', 'select', 'pause'];

/** The page's side of the engine: tells it what is so, asks it, keeps what it says. */
export class EngineClient {
  readonly store = new Store<AppState, AppMessage>(INITIAL, reduce);
  readonly #kept = new Map<Statement['type'], Statement>();
  readonly #asked = new Map<number, (answer: never) => void>();
  readonly #generationListeners = new Set<() => void>();
  #generation = 0;
  #nextId = 1;
  #port: EnginePort;

  constructor(useWorker: boolean) {
    this.#port = startEngine(
      useWorker,
      (message) => this.#heard(message),
      () => this.#startBeside(),
    );
  }

  /** Rises when the engine had to be started again: canvases given to the first one are lost, make new ones. */
  readonly generation = {
    getSnapshot: (): number => this.#generation,
    subscribe: (listener: () => void): (() => void) => {
      this.#generationListeners.add(listener);
      return () => this.#generationListeners.delete(listener);
    },
  };

  tell(statement: Statement, transfer: Transferable[] = []): void {
    if (KEPT.includes(statement.type)) this.#kept.set(statement.type, statement);
    this.#port.post(statement, transfer);
  }

  ask<Q extends Question>(question: Q): Promise<Answers[Q['type']]> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#port.post({ type: 'ask', id, question }, []);
    });
  }

  /** Whether canvases are handed over (worker) or drawn upon where they are. */
  get offscreen(): boolean {
    return this.#port.offscreen;
  }

  #heard(message: FromEngine): void {
    if (message.type !== 'answer') return this.store.dispatch({ ...message, heardAt: Date.now() });
    const resolve = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    resolve?.(message.answer as never);
  }

  /** No worker after all: the same engine beside the page, told everything again. */
  #startBeside(): void {
    this.#port = startEngine(
      false,
      (message) => this.#heard(message),
      () => undefined,
    );
    for (const statement of this.#kept.values()) this.#port.post(statement, []);
    this.#generation += 1;
    for (const listener of this.#generationListeners) listener();
  }
}
