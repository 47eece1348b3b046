import { expect, it } from 'vitest';
import type { Capture } from '../../../native/camera/contract.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createCaptureWatch } from './capture-watch.ts';

const capture = (cameraId: string, plate: string): Capture => ({
  captureId: plate,
  cameraId,
  capturedAt: 0,
  plate,
  plateColour: 'unknown',
  confidence: null,
  charConfidence: null,
  carColour: null,
  carModel: null,
  offline: false,
  image: null,
});

it('only cameras that somebody looks at are kept in mind, and not for long', async () => {
  const clock = createManualClock();
  const watch = createCaptureWatch(clock);
  watch.saw(capture('a', '1'));
  expect(watch.newest('a')).toBeNull();
  const since = watch.expect('a');
  watch.saw(capture('a', '2'));
  watch.saw(capture('b', '3'));
  await clock.advanceAsync(1000);
  expect(watch.expect('a')).toBe(since);
  expect([watch.newest('a')?.capture.plate, watch.newest('b')]).toEqual(['2', null]);
  await clock.advanceAsync(6 * 60_000);
  watch.saw(capture('a', '4'));
  expect(watch.newest('a')).toBeNull();
});

it('what is turned away is told by the camera’s name or its address, and however many knock, little is kept', async () => {
  const clock = createManualClock();
  const watch = createCaptureWatch(clock);
  const knock = (cameraId: string | null, from: string, why: string) =>
    watch.turnedAway({ cameraId, from, status: 401, why });
  knock('a', '10.0.0.1', 'wrong key');
  knock(null, '10.0.0.2', 'not found');
  expect(watch.refusalOf('a', null, 0)).toBe('wrong key');
  expect(watch.refusalOf('b', '10.0.0.2', 0)).toBe('not found');
  await clock.advanceAsync(1000);
  expect(watch.refusalOf('a', null, clock.now())).toBeNull();
  for (let n = 0; n < 64; n += 1) knock(null, `10.0.1.${n}`, 'x');
  expect(watch.refusalOf('a', null, 0)).toBeNull();
});
