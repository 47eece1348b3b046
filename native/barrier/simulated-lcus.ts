import type { FarEnd } from '../links/line-server.ts';
import { LCUS_LENGTH, decodeLcus } from './lcus.ts';
import type { Contact, SimulatedArm } from './simulated-arm.ts';

/** A USB relay without inputs, and the arm wired to it. It says nothing of its own accord; a broken one babbles. */
export interface SimulatedLcus {
  /** Every frame that it understood, oldest first: `open on`. */
  readonly switched: readonly string[];
  readonly on: ReadonlySet<number>;
  /** Said to every byte that it hears; null: nothing, as it should be. */
  babbles: Uint8Array | null;
  losePower(): void;
  restorePower(): void;
}

/** Puts a relay on a line. `channels`: what each of its relays is wired to. */
export function createSimulatedLcus(
  arm: SimulatedArm,
  channels: Partial<Record<Contact, number>>,
): SimulatedLcus & {
  serve(line: FarEnd): () => void;
} {
  const on = new Set<number>();
  const switched: string[] = [];
  let heard: Uint8Array = new Uint8Array();
  let powered = true;

  const set = (channel: number, closed: boolean): void => {
    if (closed) on.add(channel);
    else on.delete(channel);
    for (const contact of ['open', 'close', 'stop'] as const) {
      if (channels[contact] !== channel) continue;
      switched.push(`${contact} ${closed ? 'on' : 'off'}`);
      arm.setContact(contact, closed);
    }
  };

  const relay: SimulatedLcus & { serve(line: FarEnd): () => void } = {
    switched,
    on,
    babbles: null,
    losePower() {
      powered = false;
      for (const channel of [...on]) set(channel, false);
    },
    restorePower() {
      powered = true;
    },
    serve: (line) =>
      line.onData((bytes) => {
        if (!powered) return;
        heard = Uint8Array.from([...heard, ...bytes]);
        while (heard.length >= LCUS_LENGTH) {
          const frame = decodeLcus(heard);
          if (frame !== null) set(frame.channel, frame.on);
          heard = heard.subarray(frame === null ? 1 : LCUS_LENGTH);
        }
        // A line that closed meanwhile takes what was said with it, as a cable would.
        if (relay.babbles !== null) void line.write(relay.babbles).catch(() => undefined);
      }),
  };
  return relay;
}
