import type { Clock } from '../../clock/contract.ts';

/** Something that can only be told in a reply, so that it waits for the camera's next word; not for long. */
export interface Wish<T> {
  /** Resolves when it was carried out, or null when its time was over first. */
  ask(): Promise<T | null>;
  /** Whether a reply is to carry it now. */
  readonly wanted: boolean;
  /** A reply carries it: no other does. */
  carried(): void;
  /** It was carried out: all who asked are told. */
  done(result: T): void;
  /** Nobody is to wait any more. */
  drop(): void;
}

/** `withinMs`: from asking to its end. Several who ask meanwhile ask for one thing. */
export function createWish<T>(clock: Clock, withinMs: number, onAsked: () => void): Wish<T> {
  let asking: { wanted: boolean; promise: Promise<T | null>; settle: (result: T | null) => void } | null = null;

  function begin(): Promise<T | null> {
    const { promise, resolve } = Promise.withResolvers<T | null>();
    const settle = (result: T | null): void => {
      cancel();
      asking = null;
      resolve(result);
    };
    const cancel = clock.after(withinMs, () => settle(null));
    asking = { wanted: true, promise, settle };
    onAsked();
    return promise;
  }

  return {
    ask: () => asking?.promise ?? begin(),
    get wanted() {
      return asking?.wanted ?? false;
    },
    carried() {
      if (asking !== null) asking.wanted = false;
    },
    done: (result) => asking?.settle(result),
    drop: () => asking?.settle(null),
  };
}
