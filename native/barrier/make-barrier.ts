import type { BarrierConfig } from '../../electron/contract/site-barriers.ts';
import type { Camera } from '../camera/contract.ts';
import type { Clock } from '../clock/contract.ts';
import type { SharedLine } from '../links/shared-line.ts';
import type { ArmOptions } from './arm.ts';
import { createCameraRelayBarrier } from './camera-relay.ts';
import type { Barrier } from './contract.ts';
import { createCustomFrameBarrier } from './custom-frame-barrier.ts';
import { createLcusRelay } from './lcus-relay.ts';
import { createModbusRelay } from './modbus-relay.ts';

export interface BarrierParts extends Pick<ArmOptions, 'heldOpen' | 'log'> {
  config: BarrierConfig;
  /** The line that the site file names; null for a barrier on its camera. */
  line: SharedLine | null;
  /** The lane's camera; null: it has no driver of its own. */
  camera: Pick<Camera, 'relay' | 'health'> | null;
  clock: Clock;
}

/** The barrier of a lane of the site file. Throws when what it hangs on is missing, which the file's checks turn away. */
export function makeBarrier({ config, line, camera, ...common }: BarrierParts): Barrier {
  if (config.driver === 'camera-relay') {
    const relay = camera?.relay;
    if (!camera || !relay) throw new Error("the lane's camera has no relay");
    return createCameraRelayBarrier({ config, camera: { relay, health: () => camera.health() }, ...common });
  }
  if (line === null) throw new Error(`no line ${config.link}`);
  switch (config.driver) {
    case 'modbus-relay':
      return createModbusRelay({ config, line, ...common });
    case 'lcus':
      return createLcusRelay({ config, line, ...common });
    case 'custom-frame':
      return createCustomFrameBarrier({ config, line, ...common });
  }
}
