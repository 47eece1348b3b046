import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLot } from '../lane/lane.fixture.ts';
import type { LotUnderTest } from '../lane/lane.fixture.ts';

const PLATE = '粤B12345';
const MINUTE = 60_000;

let lot: LotUnderTest;

beforeEach(() => {
  lot = openLot({ lane: { others: 'ask' } });
});

afterEach(async () => {
  await lot.parts.images.idle();
  lot.end();
});

const rows = (columns: string): unknown[] =>
  lot.parts.db.prepare(`SELECT ${columns} FROM capture ORDER BY rowid`).all();

describe('a capture', () => {
  it('is kept as it was read, with the arrival that it is of', () => {
    expect(lot.sees('粤b·12345', { captureId: 'c1', charConfidence: [99, 98] })).toBe('accepted');
    expect(rows('camera_id, camera_key, lane_id, plate_read, char_confidence, arrival_id, stale, image_state')).toEqual(
      [
        {
          camera_id: 'camera-east',
          camera_key: 'c1',
          lane_id: 'east',
          plate_read: '粤b·12345',
          char_confidence: '[99,98]',
          arrival_id: lot.arrival.id,
          stale: 0,
          image_state: 'none',
        },
      ],
    );
  });

  it('sent again by the camera is a duplicate: nothing happens twice', () => {
    lot.sees(PLATE, { captureId: 'c1' });
    expect(lot.sees('粤C99999', { captureId: 'c1' })).toBe('duplicate');
    expect([rows('plate_read'), lot.facts()]).toEqual([[{ plate_read: PLATE }], [`asked ${PLATE}`]]);
  });

  it('that could not be recorded throws, leaves no image, and is taken when the camera sends it again', async () => {
    const capture = { captureId: 'c1', image: Buffer.from('picture') };
    lot.fillDisk();
    expect(() => lot.sees(PLATE, capture)).toThrow('full');
    await lot.parts.images.idle();
    expect([rows('id'), existsSync(lot.captureDirectory)]).toEqual([[], false]);
    lot.freeDisk();
    expect(lot.sees(PLATE, capture)).toBe('accepted');
  });

  it('of a camera of no lane throws', () => {
    expect(() => lot.sees(PLATE, { cameraId: 'camera-west' })).toThrow('camera-west');
  });

  it.each([
    ['10 s old is fresh', -10_000, 0],
    ['older than that is stale', -10_001, 1],
    ['from the future is stale: a clock is wrong', 10_001, 1],
  ])('%s', (_what, offset, stale) => {
    lot.sees(PLATE, { capturedAt: lot.clock.now() + offset });
    expect(rows('stale')).toEqual([{ stale }]);
  });

  it('that the camera stored while it was offline is stale, however new it says it is', () => {
    lot.sees(PLATE, { offline: true });
    expect(rows('stale')).toEqual([{ stale: 1 }]);
  });

  it('has its image filed by the date in Beijing, after it was acted on', async () => {
    const halfPastOneOnMayDay = Date.UTC(2026, 3, 30, 17, 30, 5);
    lot.sees(PLATE, { capturedAt: halfPastOneOnMayDay, image: Buffer.from('picture') });
    expect([rows('image_state'), lot.facts()]).toEqual([[{ image_state: 'pending' }], [`capture-stale ${PLATE}`]]);
    await lot.parts.images.idle();
    const [{ image_state, image_path }] = rows('image_state, image_path') as [Record<string, string>];
    expect(image_state).toBe('filed');
    expect(image_path).toMatch(/^2026\/05\/01\/east-013005-[0-9a-f]{8}\.jpg$/);
    expect(existsSync(join(lot.captureDirectory, image_path ?? ''))).toBe(true);
  });
});

describe('a message that was turned away', () => {
  const rejection = { cameraId: 'camera-east', from: '10.0.0.9', status: 401, why: 'wrong key' };
  const rejected = (change: Partial<Parameters<LotUnderTest['parts']['intake']['rejected']>[1]> = {}): void =>
    lot.parts.intake.rejected(lot.parts.ledger, { ...rejection, ...change });
  const lines = () => lot.parts.ledger.recent(500).filter((fact) => fact.kind === 'capture-rejected');

  it('is a line for the attendant: which camera, and why', () => {
    rejected();
    expect(lines()).toMatchObject([{ laneId: 'east', reason: '401', data: { detail: 'camera-east: wrong key' } }]);
  });

  it('again and again is one line a minute, for each camera and each stranger', () => {
    for (let second = 0; second < 150; second++) {
      rejected();
      rejected({ cameraId: null });
      lot.clock.advance(1000);
    }
    const details = lines().map((fact) => String(fact.data.detail));
    expect(details.filter((detail) => detail.startsWith('camera-east'))).toHaveLength(3);
    expect(details.filter((detail) => detail.startsWith('10.0.0.9'))).toHaveLength(3);
  });

  it('by very many strangers does not fill the list', () => {
    const strangers = (net: number): void => {
      for (let i = 0; i < 300; i++) rejected({ cameraId: null, from: `10.${net}.${i}.1` });
    };
    strangers(0);
    expect(lines()).toHaveLength(101);
    lot.clock.advance(MINUTE);
    strangers(1);
    expect(lines()).toHaveLength(102);
  });

  it('because nothing can be recorded is no line: the strip at the top says it', () => {
    rejected({ status: 503 });
    expect(lines()).toEqual([]);
  });

  it('while the disk is full does not break the door, and has its line once there is room', () => {
    lot.fillDisk();
    expect(() => rejected()).not.toThrow();
    lot.freeDisk();
    rejected();
    expect(lines()).toHaveLength(1);
  });
});
