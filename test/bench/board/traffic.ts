import { drawCar } from '../../../demo/cars.ts';
import type { DemoLot } from '../../../demo/lot.ts';
import { seeded } from '../../../demo/random.ts';

/** Cars at the line and behind it: more would only wait out of the camera's sight. */
const IN_LINE = 3;
/** From so many inside on cars leave as often as they come. */
const INSIDE = 40;
const PATIENCE_S = 8;

export interface Traffic {
  /** Cars that have passed or turned away so far. */
  readonly done: number;
  /** No further car comes; resolves when none is under way. */
  stop(): Promise<void>;
}

/** Sends `perSecond` cars over all lanes, in and out, as long as their lines take them. One that is not let in leaves after `patienceS`. */
export function startTraffic(lot: DemoLot, perSecond: number, patienceS = PATIENCE_S): Traffic {
  const random = seeded(8);
  const known = new Set<string>();
  const inside: string[] = [];
  const under = new Set<Promise<void>>();
  let done = 0;
  let failure: unknown = null;

  const freest = (direction: 'entrance' | 'exit') =>
    lot.lanes
      .filter(({ plan, waiting }) => plan.direction === direction && waiting < IN_LINE)
      .toSorted((a, b) => a.waiting - b.waiting)[0];

  const ride = async (lane: string, plate: string): Promise<void> => {
    const { result } = await lot.drive({ lane, plate, patienceS });
    if (result === 'passed' && lane.startsWith('in-')) inside.push(plate);
    done += 1;
  };
  const send = (): void => {
    const leaves = inside.length > INSIDE && random.next() < 0.6;
    const lane = freest(leaves ? 'exit' : 'entrance');
    if (lane === undefined) return;
    const plate = (leaves ? inside.shift() : undefined) ?? drawCar(random, known).plate.text;
    const riding = ride(lane.plan.id, plate).catch((error: unknown) => {
      failure = error;
    });
    under.add(riding);
    void riding.then(() => under.delete(riding));
  };

  const timer = setInterval(send, 1000 / perSecond);
  return {
    get done() {
      return done;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
      if (failure !== null) throw new Error('a car got stuck', { cause: failure });
    },
  };
}
