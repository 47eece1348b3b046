import type { Bridge } from '../electron/contract/bridge.ts';

declare global {
  interface Window {
    /** Made by the preload script; all that the window can reach. */
    gatehouse: Bridge;
  }
}
