/** A value that changes by messages alone. Knows no framework; React reads it in use-store.ts. */
export class Store<State, Message> {
  #state: State;
  readonly #listeners = new Set<() => void>();

  constructor(
    initial: State,
    private readonly reduce: (state: State, message: Message) => State,
  ) {
    this.#state = initial;
  }

  readonly getSnapshot = (): State => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispatch(message: Message): void {
    const next = this.reduce(this.#state, message);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
