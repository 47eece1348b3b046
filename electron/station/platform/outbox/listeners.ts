/** Those who want to be told of something. */
export interface Listeners<T extends unknown[]> {
  /** The returned function ends it. */
  add(listener: (...what: T) => void): () => void;
  /** Each of them, whatever another one throws: that is loud, but only once all have been told. */
  tell(...what: T): void;
}

export function createListeners<T extends unknown[]>(): Listeners<T> {
  const listeners = new Set<(...what: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(...what) {
      for (const listener of listeners) {
        try {
          listener(...what);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
