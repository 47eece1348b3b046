import { describe, expect, it } from 'vitest';
import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { createActs } from './act-store.ts';
import type { Press } from './intent.ts';

const press: Press = { command: 'lane.end-hold', laneId: 'lane-1', input: { laneId: 'lane-1' } };
const scene = sceneOf('3', Date.UTC(2024, 10, 21, 1, 41, 27));

describe('a press', () => {
  it('carries one key of its own, made once', async () => {
    const bridge = fakeBridge(scene);
    const acts = createActs(bridge);
    await acts.send(press);
    await acts.send(press);
    const keys = bridge.pressed.map(({ input }) => (input as { key: string }).key);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is sent once, however often the glove hits the button while it is on its way', async () => {
    const bridge = fakeBridge(scene);
    let answer: (result: Result<never>) => void = () => undefined;
    const slow: Bridge = {
      ...bridge,
      call: (command, input) => {
        bridge.pressed.push({ command, input });
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    };
    const acts = createActs(slow);
    const first = acts.send(press);
    expect(acts.getState().inFlight).toEqual({ 'lane-1': 'lane.end-hold' });
    await acts.send(press);
    expect(bridge.pressed).toHaveLength(1);
    answer({ ok: true, value: { done: true } as never });
    await first;
    expect(acts.getState().inFlight).toEqual({});
  });

  it('that fails leaves its code beside the card until the next press there', async () => {
    const bridge = fakeBridge(scene);
    bridge.answer = 'not-recorded';
    const acts = createActs(bridge);
    expect(await acts.send(press)).toBe('not-recorded');
    expect(acts.getState().failed).toEqual({ 'lane-1': 'not-recorded' });
    bridge.answer = null;
    expect(await acts.send(press)).toBeNull();
    expect(acts.getState().failed).toEqual({});
  });

  it('into a bridge that breaks says that the station is away', async () => {
    const broken: Bridge = { ...fakeBridge(scene), call: () => Promise.reject(new Error('port closed')) };
    expect(await createActs(broken).send(press)).toBe('station-down');
  });
});
