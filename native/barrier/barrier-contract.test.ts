import { afterEach, describe, expect, it } from 'vitest';
import { WORLDS } from './barrier-worlds.fixture.ts';
import type { World } from './barrier-worlds.fixture.ts';

/** What every barrier driver must do whose device has limit switches and loops, on whatever line. */

const frames = (world: World): string[] =>
  world.events.flatMap((event) => (event.type === 'frame' && !event.confirmed ? [event.purpose] : []));

describe.each(WORLDS)('a barrier on %s', (_, start) => {
  let world: World;

  afterEach(() => world.stop());

  it('reads at start and sends nothing', async () => {
    world = await start();
    await world.readings(10);
    expect(world.events[0]).toMatchObject({ type: 'first-reading', state: { arm: 'closed', mode: 'automatic' } });
    expect(world.writes()).toBe(0);
  });

  it('opens once, confirmed by the echo and then by the limit switch', async () => {
    world = await start();
    expect(world.barrier.open()).toBe(true);
    await world.until(() => world.barrier.state.arm === 'open');
    await world.readings(20);
    expect(world.events.filter(({ type }) => type !== 'state' && type !== 'first-reading')).toEqual([
      { type: 'frame', purpose: 'open', attempt: 1, confirmed: false },
      { type: 'frame', purpose: 'open', attempt: 1, confirmed: true },
      { type: 'opened' },
    ]);
    expect(world.relaysOn()).toBe(false);
  });

  it('lets a vehicle through and closes after it, not on it', async () => {
    world = await start();
    world.barrier.open();
    await world.until(() => world.barrier.state.arm === 'open');
    world.arm.setLoop('passage', true);
    await world.until(() => world.barrier.state.passageLoop === 'occupied');
    world.barrier.close();
    await world.readings(20);
    expect(frames(world)).toEqual(['open']);
    world.arm.setLoop('passage', false);
    await world.until(() => world.barrier.state.arm === 'closed');
    expect(frames(world)).toEqual(['open', 'close']);
    expect(world.events.filter(({ type }) => type === 'loop')).toEqual([
      { type: 'loop', loop: 'passage', occupied: true },
      { type: 'loop', loop: 'passage', occupied: false },
    ]);
    expect(world.arm.crushes).toEqual([]);
  });

  it('raises an arm that comes down over a vehicle', async () => {
    world = await start();
    world.barrier.open();
    await world.until(() => world.barrier.state.arm === 'open');
    world.barrier.close();
    await world.until(() => world.arm.motion === 'lowering');
    world.arm.setLoop('passage', true);
    await world.until(() => world.arm.motion === 'rising');
    await world.until(() => world.barrier.state.arm === 'open');
    expect(frames(world)).toEqual(['open', 'close', 'safety-open']);
    expect(world.arm.crushes).toEqual([]);
  });

  it('keeps an arm up that a hand holds open', async () => {
    world = await start();
    expect(world.barrier.holdOpen()).toBe(true);
    await world.until(() => world.barrier.state.arm === 'open');
    world.barrier.close();
    await world.readings(20);
    expect(world.barrier.state.mode).toBe('held-open');
    expect(frames(world)).toEqual(['open']);
    world.barrier.endHold();
    world.barrier.close();
    await world.until(() => world.barrier.state.arm === 'closed');
  });

  it('tries a stuck arm three times, then waits for a person', async () => {
    world = await start();
    world.arm.stuck = true;
    world.barrier.open();
    await world.until(() => world.barrier.state.mode === 'out-of-service');
    expect(world.barrier.open()).toBe(false);
    expect(frames(world)).toEqual(['open', 'open', 'open']);
    world.barrier.returnToService();
    expect(world.barrier.state).toMatchObject({ mode: 'automatic', fault: null });
    await world.readings(10);
    expect(frames(world)).toHaveLength(3);
  });

  it('comes back after a lost line, and sends nothing for it', async () => {
    world = await start();
    await world.unplug();
    await world.until(() => world.barrier.state.mode === 'offline');
    expect(world.barrier.open()).toBe(false);
    await world.until(() => world.barrier.state.fault === 'port-unavailable');
    await world.plug();
    await world.until(() => world.barrier.state.mode === 'automatic');
    await world.readings(10);
    expect(world.writes()).toBe(0);
    expect(world.barrier.state).toMatchObject({ arm: 'closed', fault: null });
  });
});
