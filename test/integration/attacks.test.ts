import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempt } from '../attacks/attack.ts';
import { ON_STATION } from '../attacks/list.ts';
import { openScene } from '../attacks/scene.ts';
import type { Scene } from '../attacks/scene.ts';

/** The short form; `npm run attacks` tries what takes its time as well, and the real window. */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.stop());

test.each(ON_STATION.filter(({ slow }) => slow === undefined))('$name: $tried', async (attack) => {
  const { seen, expected, control } = await attempt(attack, scene);
  expect({ seen, control: control?.seen }).toEqual({ seen: expected, control: control?.expected });
});

test('each attempt has a name of its own', () => {
  expect(new Set(ON_STATION.map(({ name }) => name)).size).toBe(ON_STATION.length);
});

test('control: a lot that answers nothing passes nothing', async () => {
  const dead = {
    name: 'a dead lot',
    tried: 'a refusal that is no refusal',
    attack: { expected: 'closed', run: () => Promise.resolve('closed') },
    control: { expected: '200 heard', run: () => Promise.resolve('closed') },
  };
  expect(await attempt(dead, null)).toMatchObject({ passed: false });
  const fallen = {
    ...dead,
    attack: { expected: 'closed', run: () => Promise.reject(new Error('ECONNREFUSED')) },
    control: null,
  };
  expect(await attempt(fallen, null)).toMatchObject({ passed: false, seen: 'fell: ECONNREFUSED' });
});
