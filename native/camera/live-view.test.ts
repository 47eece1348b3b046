import { expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { CameraError } from './contract.ts';
import { createLiveView } from './live-view.ts';
import type { LiveFrame } from './live-view.ts';

function open({ perSecond = 2 } = {}) {
  const clock = createManualClock();
  const camera = { asked: 0, down: false, busy: false };
  const view = createLiveView({
    still() {
      camera.asked += 1;
      if (camera.down) return Promise.reject(new CameraError('no-answer', 'gone'));
      return Promise.resolve(Buffer.from(String(camera.asked)));
    },
    clock,
    busy: () => camera.busy,
    perSecond,
  });
  const seen: string[] = [];
  const see = (frame: LiveFrame): void =>
    void seen.push('image' in frame ? Buffer.from(frame.image).toString() : frame.trouble);
  return { clock, camera, view, seen, see };
}

it('a camera that nobody looks at is not asked', async () => {
  const { clock, camera, view } = open();
  await clock.advanceAsync(10_000);
  expect([camera.asked, view.watched]).toEqual([0, false]);
});

it('is asked so many times a second, however many look, and no longer than they do', async () => {
  const { clock, camera, view, seen, see } = open();
  const ends = [view.look(see), view.look(see)];
  await clock.advanceAsync(1_900);
  expect([camera.asked, seen]).toEqual([4, ['1', '1', '2', '2', '3', '3', '4', '4']]);
  ends[0]?.();
  await clock.advanceAsync(500);
  expect(seen.slice(8)).toEqual(['5']);
  ends[1]?.();
  await clock.advanceAsync(10_000);
  expect([camera.asked, view.watched, clock.pending]).toEqual([5, false, 0]);
});

it('who comes later sees the newest picture at once', async () => {
  const { clock, view, seen, see } = open();
  const end = view.look(() => undefined);
  await clock.advanceAsync(100);
  view.look(see)();
  expect(seen).toEqual(['1']);
  end();
});

it('captures go first: no picture is asked for while they come', async () => {
  const { clock, camera, view, see } = open();
  camera.busy = true;
  const end = view.look(see);
  await clock.advanceAsync(3_000);
  expect(camera.asked).toBe(0);
  camera.busy = false;
  await clock.advanceAsync(500);
  expect(camera.asked).toBe(1);
  end();
});

it('a camera that gives none is asked less often, and shown again when it does', async () => {
  const { clock, camera, view, seen, see } = open();
  camera.down = true;
  const end = view.look(see);
  await clock.advanceAsync(5_900);
  expect([camera.asked, seen]).toEqual([2, ['no-answer', 'no-answer']]);
  camera.down = false;
  await clock.advanceAsync(200);
  expect(seen.at(-1)).toBe('3');
  end();
});
