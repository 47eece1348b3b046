import { afterAll, beforeAll, expect, it } from 'vitest';
import { attempt } from '../attacks/attack.ts';
import { openWindowScene } from '../attacks/window-scene.ts';
import type { WindowScene } from '../attacks/window-scene.ts';
import { WINDOW } from '../attacks/window.ts';

let scene: WindowScene;
beforeAll(async () => {
  scene = await openWindowScene();
});
afterAll(() => scene?.stop());

it.each([...WINDOW])('$name: $tried', async (attack) => {
  const { seen, expected, control } = await attempt(attack, scene);
  expect({ seen, control: control?.seen }).toEqual({ seen: expected, control: control?.expected });
});
