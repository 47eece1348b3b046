import { expect, it, vi } from 'vitest';
import { fakeBridge } from '../preview/fake-bridge.ts';
import { board, lane } from '../preview/fixtures.ts';
import { sessionSceneOf } from '../preview/session-scenes.ts';
import { createDesk } from '../store/desk.tsx';

const at = Date.UTC(2026, 4, 6, 1, 0, 0);

it('a locked desk shows the board alone; what else is wanted asks for the password, and no more once it was given', async () => {
  const up = { state: 'up', since: at, attempt: 0, detail: null } as const;
  const bridge = fakeBridge({ board: board(at, [lane(at, 1), lane(at, 2)]), station: up });
  const desk = createDesk(bridge, { getItem: () => null, setItem: () => undefined });
  await vi.waitFor(() => expect(desk.boardStore.getState().board).not.toBeNull());
  desk.attention.visit({ kind: 'history' });
  expect(desk.attention.getState()).toMatchObject({ screen: { kind: 'history' }, dialog: null });

  bridge.session = sessionSceneOf('locked', at);
  bridge.emit('session', bridge.session.session, 0);
  expect(desk.attention.getState()).toMatchObject({ screen: { kind: 'board' }, dialog: { kind: 'unlock' } });
  desk.attention.open(null);
  desk.attention.open({ kind: 'flow' });
  expect(desk.attention.getState().dialog).toEqual({ kind: 'unlock' });
  desk.attention.open({ kind: 'keys' });
  expect(desk.attention.getState().dialog).toEqual({ kind: 'keys' });
  desk.attention.open(null);
  desk.attention.visit({ kind: 'cards' });
  expect(desk.attention.getState()).toMatchObject({ screen: { kind: 'board' }, dialog: { kind: 'unlock' } });

  bridge.session = sessionSceneOf('signed-in', at);
  bridge.emit('session', bridge.session.session, 0);
  expect(desk.attention.getState().dialog).toBeNull();
  desk.attention.visit({ kind: 'cards' });
  expect(desk.attention.getState().screen.kind).toBe('cards');
  desk.attention.stop();
  desk.session.stop();
  desk.boardStore.stop();
});
