import { expect, it } from 'vitest';
import { listening } from './camera.fixture.ts';
import type { Capture } from './contract.ts';
import { createHandOver } from './hand-over.ts';

const capture = (captureId: string): Capture => ({
  captureId,
  cameraId: 'cam-1',
  capturedAt: 0,
  plate: '粤B12345',
  plateColour: 'blue',
  confidence: 98,
  charConfidence: null,
  carColour: null,
  carModel: null,
  offline: false,
  image: null,
});

it('a disk that is full for a while loses nothing and changes no order', () => {
  const { clock, handlers, captures, disk } = listening();
  const handOver = createHandOver({ clock, handlers, from: '192.0.2.64' });
  disk.full = true;
  for (const id of ['a', 'b']) handOver.take(capture(id));
  clock.advance(60_000);
  expect([captures, handOver.waiting]).toEqual([[], 2]);
  disk.full = false;
  handOver.take(capture('c'));
  clock.advance(2_000);
  expect([captures.map(({ captureId }) => captureId), handOver.waiting, clock.pending]).toEqual([
    ['a', 'b', 'c'],
    0,
    0,
  ]);
});

it('a disk that stays full costs the oldest, and a person is told', () => {
  const { clock, handlers, captures, disk, rejections } = listening();
  const handOver = createHandOver({ clock, handlers, from: '192.0.2.64' });
  disk.full = true;
  for (let i = 0; i < 51; i++) handOver.take(capture(String(i)));
  expect(rejections.at(-1)).toMatchObject({ cameraId: 'cam-1', from: '192.0.2.64', status: 507 });
  disk.full = false;
  clock.advance(2_000);
  expect([captures[0]?.captureId, captures.length]).toEqual(['1', 50]);
});
