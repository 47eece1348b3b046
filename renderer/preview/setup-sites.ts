import type { Json } from '../setup/site-paths.ts';
import { PLACES } from './names.ts';

/** Drafts of a site for the setup screens: half written, whole, and one that is long. */

const lane = (id: string, name: string, direction: string, unit: number): Json => ({
  id,
  name,
  direction,
  kind: direction === 'entrance' && unit === 1 ? 'reserved' : 'general',
  others: 'ask',
  camera: {
    id: `cam-${id}`,
    driver: 'hikvision',
    mode: 'pull',
    address: `192.168.1.${63 + unit}`,
    port: 80,
    user: 'admin',
  },
  barrier: {
    driver: 'modbus-relay',
    link: 'line-1',
    unit,
    coils: { open: { coil: 0, mode: 'pulse', ms: 500 }, close: { coil: 1 }, stop: { coil: 2 } },
    inputs: { opened: { input: 0 }, closed: { input: 1 }, passageLoop: { input: 2 }, approachLoop: { input: 3 } },
  },
  displays: [{ driver: 'olm', link: 'line-1', address: unit + 10, rows: 2, columns: 8 }],
});

export const HALF: Record<string, Json> = {
  lot: { name: PLACES.lot, desk: PLACES.desk, totalStalls: 300 },
  lanes: [
    {
      id: 'in-1',
      name: '入口 1',
      direction: 'entrance',
      kind: 'mixed',
      others: 'open',
      camera: { id: 'cam-in-1', driver: 'vzenith', address: '192.168.1.64' },
    },
    { id: 'in-2', name: '入口 2', direction: 'entrance', kind: 'general', others: 'open' },
    { id: 'out-1', name: '出口 1', direction: 'exit' },
  ],
};

export const WHOLE: Record<string, Json> = {
  lot: {
    parkCode: '44030500100100000000',
    name: PLACES.lot,
    desk: PLACES.desk,
    totalStalls: 300,
    reservableStalls: 60,
    stalls: ['A-01', 'A-02', 'A-03'],
    saturation: { saturatedFrom: 0.7, fullAbove: 0.9 },
  },
  platforms: [
    {
      kind: 'db4403',
      transport: 'mqtts',
      url: 'mqtts://iot.parking.example:8883',
      clientId: 'lot-0017',
      caFile: 'ca.pem',
    },
    {
      kind: 'citybrain',
      url: 'https://brain.example',
      appId: 'A1',
      parkingLotNo: 'P44',
      ports: { 'in-1': '01', 'out-1': '03' },
    },
  ],
  lanes: [
    lane('in-1', '东入口', 'entrance', 1),
    lane('in-2', '西入口', 'entrance', 2),
    lane('out-1', '东出口', 'exit', 3),
  ],
  links: [
    { id: 'line-1', kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, parity: 'none', dataBits: 8, stopBits: 1 },
    { id: 'line-2', kind: 'tcp', host: '192.168.1.40', port: 4001 },
  ],
  flow: {
    priority: [{ days: 'every-day', from: '07:30', to: '19:30' }],
    reservedPerOther: 2,
    exitsPerEntry: 1,
    followS: 8,
  },
  tariff: {
    rates: [
      {
        name: '新能源车',
        for: { plateColours: ['green'] },
        freeMin: 30,
        bands: [
          { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 500 }, then: { min: 60, fen: 250 } },
        ],
        percentOff: 50,
      },
      {
        name: '小型车',
        freeMin: 30,
        bands: [
          { days: 'every-day', from: '08:00', to: '20:00', first: { min: 60, fen: 1000 }, then: { min: 60, fen: 500 } },
          {
            days: 'every-day',
            from: '20:00',
            to: '08:00',
            first: { min: 60, fen: 300 },
            then: { min: 60, fen: 100 },
            cap: 1000,
          },
        ],
        cap: { per: '24h', fen: 6000 },
      },
    ],
    graceMin: 15,
  },
  printer: { driver: 'esc-pos', link: { host: '192.168.1.87', port: 9100 }, width: 58, copies: 1 },
};

const EIGHT = Array.from({ length: 8 }, (_, n) =>
  lane(
    n < 5 ? `in-${n + 1}` : `out-${n - 4}`,
    n === 3 ? '住院部与门诊楼之间的地下二层连接通道入口' : n < 5 ? `入口 ${n + 1}` : `出口 ${n - 4}`,
    n < 5 ? 'entrance' : 'exit',
    n + 1,
  ),
);

export const LONG: Record<string, Json> = { ...WHOLE, lanes: EIGHT };
