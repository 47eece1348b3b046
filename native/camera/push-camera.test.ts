import { describe, expect, it } from 'vitest';
import { inTime, openDoor, shot } from './door.fixture.ts';

describe('a camera without connection', () => {
  it('keeps its captures in order, and says of old ones that they were stored', async () => {
    const { door, camera, clock, port } = await openDoor();
    await door.stop();
    const sender = camera();
    const deliveries = [sender.shoot(shot({ captureId: 'first' })), sender.shoot(shot({ captureId: 'second' }))];
    for (let second = 0; second < 15; second++) await clock.advanceAsync(1_000);
    const again = await openDoor({ port });
    expect(await inTime(clock, Promise.all(deliveries))).toMatchObject([
      { state: 'taken' },
      { state: 'taken', attempts: 1 },
    ]);
    expect(again.captures.map(({ captureId, offline }) => [captureId, offline])).toEqual([
      ['first', true],
      ['second', false],
    ]);
  });

  it('gives up what it has when it is stopped', async () => {
    const { door, camera } = await openDoor();
    await door.stop();
    const sender = camera();
    const delivery = sender.shoot(shot());
    sender.stop();
    expect(await delivery).toMatchObject({ state: 'given-up' });
  });

  it('does not repeat what was refused for good', async () => {
    const { camera } = await openDoor();
    expect(await camera({ key: 'wrong' }).shoot(shot())).toEqual({
      state: 'refused',
      status: 401,
      code: 'wrong-key',
      attempts: 1,
    });
  });
});
