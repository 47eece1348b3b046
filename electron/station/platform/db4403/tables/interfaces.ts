import type { Db4403Config, InterfaceName } from '../../../../contract/site.ts';
import { table63, table64, table65, table66 } from './booking.ts';
import type { Table } from './description.ts';
import { table28, table29, table36, table37 } from './lot.ts';
import { table19, table20, table21, table22 } from './vehicle.ts';

interface Interface {
  request: Table;
  reply: Table;
  /** The field that a request and its reply share. */
  match: string;
}

/** Reports (上行): topics `…/event/{code}/post`. */
export const events = {
  vehicleEnter: { request: table19, reply: table20, match: 'id' },
  vehicleLeave: { request: table21, reply: table22, match: 'id' },
  stallCount: { request: table28, reply: table29, match: 'parkCode' },
  eventReport: { request: table36, reply: table37, match: 'id' },
} as const satisfies Partial<Record<InterfaceName, Interface>>;
export type EventInterface = keyof typeof events;

/** What the platform asks of us (下行): topics `…/service/{code}/post`. */
export const services = {
  requestBookStall: { request: table63, reply: table64, match: 'bookCode' },
  confirmBookStall: { request: table65, reply: table66, match: 'bookCode' },
} as const satisfies Partial<Record<InterfaceName, Interface>>;
export type ServiceInterface = keyof typeof services;

/** Most interface codes are left to the platform by the standard: a site renames them (`codes` of the site file). */
export interface CodeNames {
  toWire(name: string): string;
  /** The interface behind a code seen on the wire; null when there is none. */
  event(wireCode: string): EventInterface | null;
  service(wireCode: string): ServiceInterface | null;
}

export function createCodeNames(renamed: Db4403Config['codes']): CodeNames {
  const codes = new Map(Object.entries(renamed));
  const toWire = (name: string): string => codes.get(name) ?? name;
  const back = <N extends string>(names: readonly N[]) => {
    const byWire = new Map(names.map((name) => [toWire(name), name]));
    return (wireCode: string): N | null => byWire.get(wireCode) ?? null;
  };
  return {
    toWire,
    event: back(Object.keys(events) as EventInterface[]),
    service: back(Object.keys(services) as ServiceInterface[]),
  };
}
