import type { CaptureDoor } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';

export interface OpenDoor {
  /** Where it listens; 0 while its port is another program's. */
  readonly port: number;
  stop(): Promise<void>;
}

const RETRY_MS = 5000;

/**
 * Opens a door, that of the cameras or of a monitor, and keeps trying while its port is taken: the rest of the station works
 * meanwhile, and `onTrouble` says why nobody comes in (null: they come again).
 */
export async function keepDoorOpen(
  door: Pick<CaptureDoor, 'start' | 'stop'>,
  clock: Clock,
  onTrouble: (why: string | null) => void,
): Promise<OpenDoor> {
  let port = 0;
  let stopped = false;
  let cancel = (): void => undefined;

  async function open(): Promise<void> {
    try {
      ({ port } = await door.start());
      onTrouble(null);
    } catch (error) {
      onTrouble(error instanceof Error ? error.message : String(error));
      if (!stopped) cancel = clock.after(RETRY_MS, () => void open());
    }
  }

  await open();
  return {
    get port() {
      return port;
    },
    async stop() {
      stopped = true;
      cancel();
      await door.stop();
    },
  };
}
