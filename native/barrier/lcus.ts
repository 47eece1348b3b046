/** LCUS USB relays (CH340, 9600 8N1) as bytes: four, without an answer. */

/** `channel` from 1, as printed on the board. */
export interface LcusFrame {
  channel: number;
  on: boolean;
}

const START = 0xa0;
export const LCUS_LENGTH = 4;

/** `A0 channel state sum`. Throws RangeError for a channel that no byte holds. */
export function encodeLcus({ channel, on }: LcusFrame): Uint8Array {
  if (!Number.isInteger(channel) || channel < 1 || channel > 255) throw new RangeError(`channel ${channel}: 1 to 255`);
  const state = on ? 1 : 0;
  return Uint8Array.of(START, channel, state, (START + channel + state) & 0xff);
}

/** The frame that bytes begin with; null: they are none. */
export function decodeLcus(bytes: Uint8Array): LcusFrame | null {
  const [start, channel = 0, state = 0, sum] = bytes;
  if (bytes.length < LCUS_LENGTH || start !== START || channel === 0 || state > 1) return null;
  return sum === ((START + channel + state) & 0xff) ? { channel, on: state === 1 } : null;
}
