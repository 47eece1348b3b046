import type { Clock } from '../clock/contract.ts';
import type { Priority } from '../links/question.ts';
import type { WriteResult } from './arm.ts';
import type { Purpose } from './machine-state.ts';

export type CoilName = 'open' | 'close' | 'stop';

export const COIL_OF: Record<Purpose, CoilName> = { open: 'open', 'safety-open': 'open', close: 'close', stop: 'stop' };

/** A relay of the board, and how it acts. `flash`: the board itself ends the pulse after `ms`. */
export interface Contact {
  coil: number;
  mode: 'pulse' | 'level' | 'flash';
  ms: number;
}

/** One relay is to be switched: what each kind of board puts into its own bytes. */
export interface CoilWrite {
  contact: Contact;
  act: 'on' | 'off';
  priority: Priority;
  wanted: (() => boolean) | undefined;
  onSent: (() => void) | undefined;
  onDone: (result: WriteResult) => void;
}

export interface Actuation {
  /** Asked right before each frame of it. */
  wanted: () => boolean;
  /** The frame that acts (not the switching off before it) was written. */
  onSent: () => void;
  onDone: (result: WriteResult) => void;
}

/** The relays of one arm. What is switched on for a pulse is switched off again, whatever happens meanwhile. */
export interface RelayCoils {
  /** Acts on a coil as the site file says, and ends what acts against it. */
  actuate(name: CoilName, actuation: Actuation): void;
  /** What the board's coils are, read when the link came up. A pulse that an earlier life left on is to be ended. */
  learn(isOn: (coil: number) => boolean): void;
  /** The board answers: pulses that should be over are ended now. */
  retry(): void;
  /** The board is out of reach; `learn` follows when it is back. */
  forget(): void;
  /** Resolves when no pulse is on any more, or the board is out of reach. */
  settled(): Promise<void>;
}

export interface RelayCoilsOptions {
  coils: Partial<Record<CoilName, Contact | undefined>>;
  write: (write: CoilWrite) => void;
  clock: Clock;
  /** The board cannot tell what its relays are: one that is unknown is taken for closed, and opened before it acts. */
  mute?: boolean;
}

const MAX_ATTEMPTS = 3;

/** `overdue`: it should have ended, but the board could not be told. */
type Pulse = { type: 'none' } | { type: 'on'; cancel: () => void } | { type: 'ending' } | { type: 'overdue' };

type Relay = Contact & {
  /** `unknown`: the board could not tell. */
  is: 'on' | 'off' | 'unknown';
  pulse: Pulse;
};

export function createRelayCoils({ coils, write, clock, mute = false }: RelayCoilsOptions): RelayCoils {
  const relays = new Map<CoilName, Relay>();
  for (const name of ['open', 'close', 'stop'] as const) {
    const coil = coils[name];
    if (coil !== undefined) relays.set(name, { ...coil, is: 'unknown', pulse: { type: 'none' } });
  }
  const waiters = new Set<() => void>();

  const setPulse = (relay: Relay, pulse: Pulse): void => {
    if (relay.pulse.type === 'on') relay.pulse.cancel();
    relay.pulse = pulse;
    checkSettled();
  };

  const checkSettled = (): void => {
    if ([...relays.values()].some(({ pulse: { type } }) => type === 'on' || type === 'ending')) return;
    for (const resolve of waiters) resolve();
    waiters.clear();
  };

  const switchOff = (
    relay: Relay,
    onDone: (result: WriteResult) => void,
    { priority = 'command', wanted }: { priority?: Priority; wanted?: () => boolean } = {},
  ): void => {
    write({
      contact: relay,
      act: 'off',
      priority,
      wanted,
      onSent: undefined,
      onDone(result) {
        if (result.type === 'confirmed' || result.type === 'sent') relay.is = 'off';
        onDone(result);
      },
    });
  };

  const endPulse = (relay: Relay, attempt = 1): void => {
    setPulse(relay, { type: 'ending' });
    switchOff(relay, (result) => {
      // A new pulse began meanwhile: it has an end of its own.
      if (relay.pulse.type !== 'ending') return;
      if (result.type !== 'failed') return setPulse(relay, { type: 'none' });
      if (result.why === 'link-down' || attempt >= MAX_ATTEMPTS) return setPulse(relay, { type: 'overdue' });
      endPulse(relay, attempt + 1);
    });
  };

  const began = (relay: Relay): void => {
    relay.is = 'on';
    switch (relay.mode) {
      case 'level':
        return;
      case 'pulse':
        return setPulse(relay, { type: 'on', cancel: clock.after(relay.ms, () => endPulse(relay)) });
      case 'flash': {
        const over = (): void => {
          relay.is = 'off';
          setPulse(relay, { type: 'none' });
        };
        return setPulse(relay, { type: 'on', cancel: clock.after(relay.ms, over) });
      }
    }
  };

  /** Of what cannot be read the worst is assumed. */
  const mayBeOn = (relay: Relay): boolean =>
    relay.is === 'on' || relay.pulse.type !== 'none' || (relay.is === 'unknown' && (relay.mode === 'level' || mute));

  return {
    actuate(name, actuation) {
      const relay = relays.get(name);
      if (relay === undefined) return actuation.onDone({ type: 'failed', why: 'withdrawn', sent: false });
      const priority = name === 'open' ? 'urgent' : 'command';
      const against = [...relays.values()].filter((other) => other !== relay && mayBeOn(other));
      // Down only with every other contact open. Up wins over a pulse (GB/T 24973), stop over both: neither waits for its
      // end; a level contact drives for as long as it is closed, and goes first in any case.
      const first = against.filter((other) => name === 'close' || other.mode === 'level');
      // A contact still closed from the last pulse makes no new edge.
      if (relay.mode !== 'level' && mayBeOn(relay)) first.push(relay);
      for (const other of first) {
        const ended = (): void => {
          if (other.is === 'off') setPulse(other, { type: 'none' });
        };
        switchOff(other, ended, { priority, wanted: actuation.wanted });
      }
      write({
        contact: relay,
        act: 'on',
        priority,
        wanted: () => actuation.wanted() && (name !== 'close' || against.every((other) => other.is === 'off')),
        onSent() {
          began(relay);
          actuation.onSent();
        },
        onDone: (result) => actuation.onDone(result),
      });
      for (const other of against) if (!first.includes(other)) endPulse(other);
    },
    learn(isOn) {
      for (const relay of relays.values()) {
        relay.is = isOn(relay.coil) ? 'on' : 'off';
        if (relay.mode === 'pulse') setPulse(relay, { type: relay.is === 'on' ? 'overdue' : 'none' });
      }
    },
    retry() {
      for (const relay of relays.values()) if (relay.pulse.type === 'overdue') endPulse(relay, MAX_ATTEMPTS);
    },
    forget() {
      for (const relay of relays.values()) {
        relay.is = 'unknown';
        if (relay.pulse.type !== 'none') setPulse(relay, { type: relay.mode === 'pulse' ? 'overdue' : 'none' });
      }
    },
    settled: () =>
      new Promise((resolve) => {
        waiters.add(resolve);
        checkSettled();
      }),
  };
}
