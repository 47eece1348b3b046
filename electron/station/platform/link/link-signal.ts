import { NOT_YET, sameLink } from './link-state.ts';
import type { LinkState } from './link-state.ts';

/** The state of a link and those who are told of it. */
export interface LinkSignal {
  readonly link: LinkState;
  readonly up: boolean;
  /** Told when it comes up and when it goes. */
  onLink(listener: (up: boolean) => void): () => void;
  /** Told of each move, after the listeners of `onLink`: by then the queue knows what is live. */
  onLinkState(listener: (link: LinkState) => void): () => void;
  set(link: LinkState): void;
}

export function createLinkSignal(): LinkSignal {
  const upListeners = new Set<(up: boolean) => void>();
  const stateListeners = new Set<(link: LinkState) => void>();
  let link: LinkState = NOT_YET;
  const listen = <F>(listeners: Set<F>, listener: F) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    get link() {
      return link;
    },
    get up() {
      return link.state === 'up';
    },
    onLink: (listener) => listen(upListeners, listener),
    onLinkState: (listener) => listen(stateListeners, listener),
    set(next) {
      if (sameLink(next, link)) return;
      const turned = (next.state === 'up') !== (link.state === 'up');
      link = next;
      if (turned) for (const listener of upListeners) listener(next.state === 'up');
      for (const listener of stateListeners) listener(next);
    },
  };
}
