import { join } from 'node:path';

/** Where the parts of the program lie that run in processes of their own, packed or not. */
export interface ProgramPlaces {
  /** The station's program. */
  station: string;
  /** The demo lot's; not in every build. */
  demoLot: string;
  /** A Node for an Electron that is too old to run the station. */
  node: string;
}

/**
 * @param appPath the app's folder; packed: its archive, beside which lies what other processes load from the disk
 * @param resourcesPath where Electron keeps the app
 */
export function programPlaces(appPath: string, resourcesPath: string, packaged: boolean): ProgramPlaces {
  const onDisk = appPath.endsWith('.asar') ? `${appPath}.unpacked` : appPath;
  return {
    station: join(onDisk, 'out', 'station', 'entry.mjs'),
    demoLot: join(onDisk, 'out', 'demo', 'lot.mjs'),
    node: packaged ? join(resourcesPath, 'node', 'node') : join(appPath, 'node_modules', '.bin', 'node'),
  };
}
