import type { Garbage, PlatformFaults } from './faults.ts';

/** The way of answers to reports, with the faults that concern it: silence, slowness, order, doubles and garbage. */
export interface Replies {
  /** `deliver` puts an answer on its way; it is called once, twice, late or never. */
  send(text: string, deliver: (text: string) => void): void;
  /** What waits is dropped. */
  stop(): void;
}

/** So long an answer waits for others to change places with. */
const GATHER_MS = 200;

export function openReplies(faults: PlatformFaults): Replies {
  const timers = new Set<NodeJS.Timeout>();
  let gathered: (() => void)[] = [];
  let gathering: NodeJS.Timeout | null = null;

  const later = (ms: number, fn: () => void): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      fn();
    }, ms);
    timers.add(timer);
    return timer;
  };
  const scatter = (): void => {
    if (gathering !== null) {
      clearTimeout(gathering);
      timers.delete(gathering);
      gathering = null;
    }
    const last = gathered.reverse();
    gathered = [];
    for (const go of last) go();
  };
  const inTurn = (go: () => void): void => {
    if (faults.outOfOrder <= 1) return go();
    gathered.push(go);
    if (gathered.length >= faults.outOfOrder) scatter();
    else gathering ??= later(GATHER_MS, scatter);
  };

  return {
    send(text, deliver) {
      if (faults.silent || faults.halfOpen) return;
      const said = faults.garbage === null ? text : garbageFor(faults.garbage, text);
      const go = () => deliver(said);
      if (faults.slowMs > 0) later(faults.slowMs, () => inTurn(go));
      else inTurn(go);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      gathered = [];
      gathering = null;
    },
  };
}

function garbageFor(kind: Garbage, text: string): string {
  switch (kind) {
    case 'not-json':
      return '系统繁忙，请稍后再试';
    case 'cut-short':
      return text.slice(0, Math.floor(text.length / 2));
    case 'empty':
      return '';
    case 'no-envelope':
      return '{"success":true}';
  }
}
