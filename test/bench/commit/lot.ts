import { join } from 'node:path';
import { seeded } from '../../../demo/random.ts';
import { siteConfig } from '../../../electron/contract/site.ts';
import { createWorldClock } from '../../simulation/clock.ts';
import { createLaneSide } from '../../simulation/lane-side.ts';
import type { LaneSide } from '../../simulation/lane-side.ts';
import { LANES, SITE } from '../../simulation/lot.ts';
import { createSimulatedCitybrain, createSimulatedDb4403 } from '../../simulation/platforms.ts';
import { createProgram } from '../../simulation/program.ts';

/** Room for every car of a run: each comes in by one lane and stays. */
const SITE_WITH_ROOM = siteConfig.parse({ ...SITE, lot: { ...SITE.lot, totalStalls: 100_000 } });
const BEGINS = Date.UTC(2026, 4, 5, 16);
const LANE = 'in-2';
/** Reports that the platform remembers: what it weighs is not the station's weight. */
const REMEMBERED = 200;
const ARM_WITHIN_MS = 4_000;

/** The whole station in this process on a store in a real folder; only time, lines and platforms are simulated. */
export async function openLot(folder: string) {
  const random = seeded(5);
  const clock = createWorldClock(BEGINS);
  const lanes = new Map<string, LaneSide>(
    LANES.map((id) => [id, createLaneSide(id, clock, random, { onPulse: () => undefined })]),
  );
  const db4403 = createSimulatedDb4403(clock, random, REMEMBERED);
  const program = createProgram({
    directory: folder,
    clock,
    random: random.next,
    lanes,
    platforms: { db4403, citybrain: createSimulatedCitybrain(() => clock.now(), random) },
    onError: (error) => {
      throw new Error('the station failed', { cause: error });
    },
    over: { site: SITE_WITH_ROOM },
  });
  await program.start();
  await program.signIn();
  await clock.play(3_000);
  const { arm } = lanes.get(LANE) as LaneSide;

  return {
    store: join(folder, 'data', 'gatehouse.sqlite'),
    /** The car with this number comes in; answers what `timed` says of taking its capture, up to the durable record. */
    async comes(n: number, timed: (work: () => void) => number): Promise<number> {
      arm.setLoop('approach', true);
      await clock.play(1_100);
      program.handlers()?.onHeard(`camera-${LANE}`);
      const capture = { captureId: `bench-${n}`, cameraId: `camera-${LANE}`, capturedAt: clock.now(), plate: `粤B${10_000 + n}`, plateColour: 'blue', confidence: 99, charConfidence: null, carColour: null, carModel: 'small', offline: false, image: null } as const; // prettier-ignore
      let outcome: unknown;
      const took = timed(() => (outcome = program.handlers()?.onCapture(capture)));
      if (outcome !== 'accepted') throw new Error(`capture ${n}: ${String(outcome)}`);
      for (let waited = 0; arm.position < 1; waited += 500) {
        if (waited > ARM_WITHIN_MS) throw new Error(`the arm did not rise for capture ${n}`);
        await clock.play(500);
      }
      arm.setLoop('passage', true);
      await clock.play(700);
      arm.setLoop('approach', false);
      await clock.play(700);
      arm.setLoop('passage', false);
      await clock.play(2_000);
      return took;
    },
    close: () => program.stop(),
  };
}
