import { randomUUID } from 'node:crypto';
import type { Clock } from '../../native/clock/contract.ts';
import type { Access } from './access/access.ts';
import type { Cameras } from './cameras.ts';
import type { Intake } from './capture/intake.ts';
import { createLiveLooks } from './capture/live-looks.ts';
import { shrinkPicture } from './capture/small-picture.ts';
import { createTypePlate } from './capture/typed-plates.ts';
import type { Handlers } from './commands.ts';
import { laneNamed } from './gates.ts';
import type { Lane } from './lane/lane.ts';
import type { Ledger } from './ledger/record.ts';

/** What whoever sits at the desk does with the lanes' cameras. */
export interface CameraActs {
  handlers: Pick<Handlers, 'cameras.look' | 'lane.type-plate'>;
  /** Nobody looks any more. */
  stop(): void;
}

export function openCameraActs(parts: {
  lanes: readonly Lane[];
  cameras: Pick<Cameras, 'byId' | 'liveOf'>;
  intake: Pick<Intake, 'take'>;
  ledger: Ledger;
  acts: Access['acts'];
  clock: Clock;
}): CameraActs {
  const { lanes, cameras, intake, ledger, acts, clock } = parts;
  const looks = createLiveLooks({
    liveOf: (laneId) => cameras.liveOf(laneNamed(lanes, laneId).config.camera.id),
    shrink: shrinkPicture,
    clock,
  });
  const typePlate = createTypePlate({
    ledger,
    cameraOf: cameras.byId,
    take: (capture) => intake.take(capture),
    clock,
    newId: randomUUID,
  });
  return {
    handlers: {
      'cameras.look': ({ laneId }) => looks.look(laneId),
      async 'lane.type-plate'({ key, laneId, plate }, who) {
        await typePlate(laneNamed(lanes, laneId), plate, acts.once(key, 'lane.type-plate', who.id));
        return { done: true };
      },
    },
    stop: looks.stop,
  };
}
