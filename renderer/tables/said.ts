/** How long a success stands on the screen, ms. A failure stands until the next act. */
const SAID_MS = 6000;

interface ActingStore<O> {
  getState(): { outcome: O | null };
  setState(said: { acting: null; outcome: O } | { outcome: null }): void;
}

/** Says what became of an act of a screen, which ends with that. */
export const sayingIn =
  <O extends { ok: boolean }>(store: ActingStore<O>) =>
  (outcome: O): void => {
    store.setState({ acting: null, outcome });
    if (!outcome.ok) return;
    setTimeout(() => {
      if (store.getState().outcome === outcome) store.setState({ outcome: null });
    }, SAID_MS);
  };
