import { app } from 'electron';
import type { AboutView } from '../contract/events.ts';

/** The first Electron whose own Node runs the station. */
const CURRENT_ELECTRON = 40;

/** True on the older Electron of the registry fallback, which is for demo and tests. */
export function isFallbackElectron(version = process.versions.electron): boolean {
  return Number.parseInt(version, 10) < CURRENT_ELECTRON;
}

/** Facts for the about box. `stationNode` is empty until the station was up once. */
export function aboutProgram(stationNode: string, dataDirectory: string): AboutView {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    stationNode,
    fallbackElectron: isFallbackElectron(),
    dataDirectory,
  };
}
