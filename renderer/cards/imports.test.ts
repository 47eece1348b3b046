import { expect, it, vi } from 'vitest';
import type { ImportPreview } from '../../electron/contract/cards.ts';
import { cardsSceneOf } from '../preview/cards-scenes.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { createCardsDesk } from './cards-desk.ts';

const AT = Date.parse('2026-05-06T12:00:00+08:00');
const READY: ImportPreview = {
  state: 'ready',
  counts: { error: 0, changed: 0, new: 2, same: 0 },
  rows: [],
  page: 0,
  pages: 1,
};

/** A desk whose station says of a file what `tell` makes it say. */
function opened() {
  const bridge = fakeBridge(sceneOf('3', AT));
  const scene = cardsSceneOf('cards-few', AT);
  if (scene === null) throw new Error('no such scene');
  bridge.cards = scene;
  const desk = createCardsDesk(bridge);
  const close = desk.store.open();
  const tell = (preview: ImportPreview): void => {
    bridge.cards = { ...scene, preview };
  };
  tell(READY);
  return { ...desk, bridge, tell, close };
}
const file = new File(['x'], 'cards.csv');

it('an import is followed until it is written, and only then said to be', async () => {
  const { store, acts, imports, tell, close } = opened();
  await vi.waitFor(() => expect(store.getState().page).not.toBeNull());
  acts.press('import');
  await imports.choose(file);
  store.show({ kind: 'why-import', leaveOutErrors: false });
  tell({ state: 'writing', done: 1, of: 4, stoppable: true });
  acts.because('the list of May');
  await vi.waitFor(() => expect(store.getState().upload?.preview).toMatchObject({ state: 'writing', done: 1 }));
  expect(store.getState()).toMatchObject({ panel: { kind: 'import' }, acting: 'import', outcome: null });
  tell({ state: 'written', count: 2 });
  await vi.waitFor(() => expect(store.getState().outcome).toEqual({ act: 'import', ok: true, count: 2, cut: false }));
  expect(store.getState()).toMatchObject({ panel: null, acting: null });
  close();
});

it('one that is cancelled is gone; one that the disk does not take says so', async () => {
  const { store, imports, bridge, tell, close } = opened();
  await imports.choose(file);
  tell({ state: 'writing', done: 1, of: 4, stoppable: true });
  const written = imports.write(false, 'x');
  await vi.waitFor(() => expect(store.getState().upload?.preview.state).toBe('writing'));
  await imports.cancel();
  await written;
  expect(bridge.pressed.map(({ command }) => command)).toEqual(['cards.import', 'cards.cancel-import']);
  expect(store.getState()).toMatchObject({ upload: null, acting: null, outcome: null });

  tell(READY);
  await imports.choose(file);
  tell({ state: 'refused', why: 'not-kept' });
  await imports.write(false, 'x');
  expect(store.getState()).toMatchObject({ upload: { preview: { why: 'not-kept' } }, acting: null });
  close();
});
