import type { z } from 'zod';
import type { Car } from './cars.ts';
import type { DemoLane } from './lane.ts';
import type { Platform } from './platform/platform.ts';
import type { switchCommand } from './switches.ts';

/** Every switch but the share of misread plates, which is the lot's own. */
type Flip = Exclude<z.output<typeof switchCommand>, { switch: 'misread' }>;

export interface Switchboard {
  /** RangeError for a lane that is not there. */
  laneOf: (id: string) => DemoLane;
  platform: Platform;
  /** A car for a plate, or any car. */
  carOf: (plate: string | undefined) => Car;
}

/** Runs one switch. */
export async function flip(command: Flip, { laneOf, platform, carOf }: Switchboard): Promise<void> {
  switch (command.switch) {
    case 'next-read':
      return laneOf(command.lane).camera.spoilNext(command.fault);
    case 'camera':
      await laneOf(command.lane).camera.misbehave(command.fault);
      return;
    case 'arm-stuck':
      return laneOf(command.lane).board.stick(command.on);
    case 'tailgater':
      return laneOf(command.lane).tailgateNext(carOf(command.plate));
    case 'next-driver':
      return laneOf(command.lane).nextManner(command.manner);
    case 'board':
      return laneOf(command.lane).board.misbehave(command.fault);
    case 'button':
      return laneOf(command.lane).board.press();
    case 'fob':
      return laneOf(command.lane).board.pressFob();
    case 'crank':
      return laneOf(command.lane).board.crank(command.to);
    case 'broker-down':
      return platform.cut(command.seconds * 1000);
    case 'platform': {
      const { mode, ms, code } = command;
      platform.faults.silent = mode === 'silent';
      platform.faults.slowMs = mode === 'slow' ? ms : 0;
      platform.faults.refuse =
        mode === 'refuse' ? { code, message: '演示平台拒绝', interface: command.interface ?? null } : null;
      return;
    }
    case 'downlink':
      platform.faults.nextDownlink = command.fault;
  }
}
