import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteConfig } from '../../../contract/site.ts';
import type { SiteConfig } from '../../../contract/site.ts';
import { parkCode, sample } from './reports.fixture.ts';

/** The bytes of a JPEG as far as anybody here looks at them; `content` tells one from the next. */
export const jpeg = (content: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(content)]);

/** A folder of its own for a test's site file, pictures and store. */
export function makeSiteFolder(): { path: string; put(name: string, bytes: Buffer): void; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'base-data-'));
  return {
    path,
    put: (name, bytes) => writeFileSync(join(path, name), bytes),
    remove: () => rmSync(path, { recursive: true }),
  };
}

const lane = (id: string, name: string, direction: 'entrance' | 'exit', unit: number) => ({
  id,
  name,
  direction,
  camera: { id: `cam-${id}`, driver: 'push' },
  barrier: { driver: 'modbus-relay', link: 'line-1', unit, coils: { open: { coil: 0 } } },
});

const { pictures: _, ...registration } = sample.lot.registration;

/** A site file as a person wrote it: plain data, to be changed at will. */
export const written = {
  lot: {
    parkCode,
    name: '演示医院停车场',
    desk: '东门岗',
    totalStalls: 60,
    reservableStalls: 20,
    stalls: ['A-01', 'A-02'],
    registration: {
      ...registration,
      stalls: { common: { floor: 'B1' }, except: { 'A-02': { charger: true, floor: 'B2' } } },
      business: { eInvoice: 'https://lot.example/invoice', payment: true, monthCardRenewal: false },
    },
  },
  links: [{ id: 'line-1', kind: 'serial', path: '/dev/ttyUSB0' }],
  lanes: [
    { ...lane('in-1', '东入口', 'entrance', 1), place: { longitude: 114.1, latitude: 22.5 } },
    { ...lane('out-1', '西出口', 'exit', 2), closed: true },
  ],
  sharing: { plans: [sample.plan.plan], payUrl: 'https://lot.example/pay' },
  people: [{ id: 'wang', name: '王师傅', role: 'attendant' }],
};

/** The same as the station reads it. */
export const siteOf = (data: unknown = written): SiteConfig => siteConfig.parse(data);
