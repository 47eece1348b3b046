import type { FoundCamera } from '../../../electron/contract/discovery.ts';
import type { CameraConfig } from '../../../electron/contract/site-cameras.ts';
import { textAt, valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';

/** Cameras as a form begins with them. */

export type CameraDriver = CameraConfig['driver'];
export const CAMERA_DRIVERS: readonly CameraDriver[] = ['hikvision', 'vzenith', 'dahua', 'push', 'still'];

/** A camera of another driver: its id and its address stay what they were. */
export function withDriver(driver: CameraDriver, before: Json | undefined, laneId: string): Json {
  const id = valueAt(before, 'id') ?? `cam-${laneId}`;
  const address = valueAt(before, 'address');
  return { id, driver, ...(driver !== 'push' && address !== undefined && { address }) };
}

/** A camera that was found in the network: the driver of its maker, else a plain picture, since all have one. */
export function fromFound(found: FoundCamera, before: Json | undefined, laneId: string): Json {
  const driver = found.maker ?? 'still';
  const { id } = withDriver(driver, before, laneId) as { id: Json };
  const port: Record<string, Json> = found.port === 80 || driver === 'vzenith' ? {} : { port: found.port };
  return { id, driver, address: found.address, ...port };
}

/** Whether it posts to us (a draft may be half written: what is missing counts as it would by itself). */
export function posts(camera: Json | undefined): boolean {
  switch (valueAt(camera, 'driver')) {
    case 'push':
    case 'vzenith':
      return true;
    case 'hikvision':
      return valueAt(camera, 'mode') === 'push';
    case 'dahua':
      return valueAt(camera, 'mode') !== 'pull';
    default:
      return false;
  }
}

/** Whether it can be asked for a picture, or made to look: it has an account of its own. */
export const hasAccount = (camera: Json | undefined): boolean =>
  ['hikvision', 'dahua', 'still'].includes(textAt(camera, 'driver'));
