import { displayConfig } from '../../contract/site-displays.ts';
import { laneConfig } from '../../contract/site.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import type { Arrival, LaneState } from '../lane/state.ts';

export const AT = Date.UTC(2026, 2, 1, 4, 0);

export function car(plate: string, change: Partial<Arrival> = {}): Arrival {
  return {
    id: `car-${plate}`,
    at: AT,
    lastCaptureAt: AT,
    captureId: 'c',
    plate,
    plateRead: plate,
    plateValid: true,
    plateColour: 'blue',
    doubtful: [],
    confidence: 99,
    carColour: null,
    carModel: null,
    byHand: false,
    onlyByPerson: false,
    frontUnsure: false,
    class: 'other',
    bookingCode: null,
    orderNo: null,
    card: null,
    stayId: null,
    verdict: { action: 'ask', reason: 'no-booking', figures: {} },
    turn: null,
    candidates: [],
    ...change,
  };
}

export const judged = (plate: string, reason: Reason, figures: Record<string, number> = {}): Arrival =>
  car(plate, { verdict: { action: 'ask', reason, figures } });

export const standing = (phase: 'waiting' | 'asking' | 'refused', arrival: Arrival): LaneState => ({
  phase,
  since: AT,
  arrival,
  intruder: null,
  next: null,
});

export const going = (phase: 'opening' | 'passing' | 'unsure', arrival: Arrival | null): LaneState => ({
  phase,
  since: AT,
  arrival,
  authorisation: { id: 'a', opening: 'a', at: AT, cause: 'automatic', who: null, because: null },
  onLoop: false,
  clearSince: null,
  next: null,
  resumed: false,
  unseen: false,
});

export const OLM = displayConfig.parse({ driver: 'olm', link: 'boards' });

export const laneOf = (id: string, direction: 'entrance' | 'exit', change: Partial<LaneConfig> = {}): LaneConfig => ({
  ...laneConfig.parse({
    id,
    name: id,
    direction,
    camera: { id: `cam-${id}`, driver: 'push' },
    barrier: { driver: 'modbus-relay', link: 'boards', coils: { open: { coil: 0 } } },
  }),
  displays: [OLM],
  ...change,
});
