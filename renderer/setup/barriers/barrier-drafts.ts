import type { BarrierConfig } from '../../../electron/contract/site-barriers.ts';
import type { FoundDevice } from '../../../electron/contract/discovery.ts';
import { valueAt, withValue } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';

/** Lines and barriers as a form begins with them. */

export type BarrierDriver = BarrierConfig['driver'];
export const BARRIER_DRIVERS: readonly BarrierDriver[] = ['modbus-relay', 'camera-relay', 'lcus', 'custom-frame'];

/** A barrier of another driver, on the line it had, or the only one there is. */
export function barrierDraft(driver: BarrierDriver, before: Json | undefined, links: readonly Json[]): Json {
  const only = links.length === 1 ? valueAt(links[0], 'id') : undefined;
  const link = valueAt(before, 'link') ?? only;
  const on: Record<string, Json> = link === undefined ? {} : { link };
  switch (driver) {
    case 'modbus-relay':
      return { driver, ...on, unit: 1, coils: { open: { coil: 0 } }, inputs: {} };
    case 'lcus':
      return { driver, ...on, channels: { open: 1 } };
    case 'camera-relay':
      return { driver };
    case 'custom-frame':
      return { driver, ...on, commands: { open: { send: '' } } };
  }
}

/** A line with the first free id; a port or an address comes after. */
export function linkDraft(kind: 'serial' | 'tcp', before: readonly Json[], path?: string): Json {
  const ids = before.map((link) => valueAt(link, 'id'));
  let n = 1;
  while (ids.includes(`line-${n}`)) n += 1;
  const id = `line-${n}`;
  return kind === 'serial'
    ? { id, kind, ...(path !== undefined && { path }), baudRate: 9600 }
    : { id, kind, port: 4001 };
}

/** The usual board of four relays and inputs, wired in the order of its prints: a start that is checked contact by contact. */
export const USUAL_WIRING: Json = {
  coils: { open: { coil: 0 }, close: { coil: 1 }, stop: { coil: 2 } },
  inputs: { opened: { input: 0 }, closed: { input: 1 }, passageLoop: { input: 2 }, approachLoop: { input: 3 } },
};

/** The line as a device that answered on it wants it. */
export const atSpeedOf = (link: Json, found: FoundDevice): Json =>
  valueAt(link, 'kind') === 'serial' ? withValue(link, 'baudRate', found.baudRate) : link;
