import type { Chime } from './chime-rule.ts';

/** Notes as [Hz, start s, length s]: "ask" rises softly, "alarm" is three equal strokes. */
const NOTES: Readonly<Record<Chime, readonly (readonly [number, number, number])[]>> = {
  ask: [
    [660, 0, 0.16],
    [880, 0.14, 0.26],
  ],
  alarm: [
    [988, 0, 0.14],
    [988, 0.22, 0.14],
    [988, 0.44, 0.22],
  ],
};

let context: AudioContext | undefined;

/** Plays a chime at a volume of 0 to 1. A machine without sound stays silent: the card says the same. */
export async function playChime(chime: Chime, volume: number): Promise<void> {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
  const start = context.currentTime + 0.02;
  for (const [frequency, at, length] of NOTES[chime]) {
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start + at);
    gain.gain.linearRampToValueAtTime(volume * 0.5, start + at + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0005, start + at + length);
    const tone = new OscillatorNode(context, { type: 'triangle', frequency });
    tone.connect(gain).connect(context.destination);
    tone.start(start + at);
    tone.stop(start + at + length);
  }
}
