import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createCaptureDoor } from '../../../native/camera/push-door.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { keepDoorOpen } from './keep-door.ts';

test('a port that another program has: a person is told, and the door opens when it is free', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const clock = createManualClock();
  const handlers = { onCapture: () => 'accepted' as const, onRejected: () => undefined, onHeard: () => undefined };
  const door = createCaptureDoor({ listen: { host: '127.0.0.1', port }, cameras: [], clock, handlers });
  const told: (string | null)[] = [];

  const kept = await keepDoorOpen(door, clock, (why) => told.push(why));
  expect(kept.port).toBe(0);
  expect(told).toEqual([expect.stringContaining('EADDRINUSE')]);

  other.close();
  await once(other, 'close');
  clock.advance(5000);
  await vi.waitFor(() => expect(told.at(-1)).toBeNull());
  expect(kept.port).toBe(port);
  await kept.stop();
});
