import { useEffect } from 'react';
import { mayRun } from '../../electron/contract/rights.ts';
import { oldestAsking } from '../store/active-lane.ts';
import { isLocked } from '../session/session-store.ts';
import type { Desk } from '../store/desk.tsx';
import { meaningOf } from './key-map.ts';
import type { KeyMeaning } from './key-map.ts';

/** Keys belong to a field while somebody types in it, and to a dialog while one is open. */
function isTaken(desk: Desk, event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented || desk.attention.getState().dialog !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null)
    return true;
  // A slider keeps the arrows that move it.
  if (event.key.startsWith('Arrow') && target.closest('[role="slider"]') !== null) return true;
  // A button reached by Tab keeps its own Enter and Space.
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, [role="button"]') !== null;
}

function follow(desk: Desk, meaning: KeyMeaning): void {
  const { board } = desk.boardStore.getState();
  switch (meaning.kind) {
    case 'act':
      desk.attention.pick(meaning.laneId);
      desk.press(meaning.laneId, meaning.act);
      return;
    case 'take':
      desk.take(meaning.laneId, meaning.candidateId);
      return;
    case 'pick':
      desk.attention.pick(meaning.laneId);
      return;
    case 'pick-oldest':
      desk.attention.pick(oldestAsking(board?.lanes ?? [])?.id ?? null);
      return;
    case 'receipt':
      desk.attention.open({ kind: 'receipt', chargeIds: meaning.chargeIds });
      return;
    case 'sync':
      desk.attention.visit({ kind: 'sync', platformId: null });
      return;
    case 'bookings':
      desk.attention.visit({ kind: 'bookings' });
      return;
    case 'cards':
      desk.attention.visit({ kind: 'cards' });
      return;
    case 'history':
      desk.attention.visit({ kind: 'history' });
      return;
    case 'illegal-parking':
      desk.attention.open({ kind: 'illegal-parking' });
      return;
    case 'flow':
      desk.attention.open({ kind: 'flow' });
      return;
    case 'person':
      desk.attention.open({ kind: isLocked(desk.session.getState()) ? 'unlock' : 'person' });
      return;
    case 'setup': {
      const person = desk.session.getState().view?.session.person;
      if (person !== undefined && person !== null && mayRun(person.role, 'installer'))
        desk.attention.visit({ kind: 'setup' });
      return;
    }
    case 'shift': {
      const person = desk.session.getState().view?.session.person;
      if (person !== undefined && person !== null && mayRun(person.role, 'attendant'))
        desk.attention.visit({ kind: 'shift' });
      return;
    }
    case 'reports': {
      const person = desk.session.getState().view?.session.person;
      if (person !== undefined && person !== null && mayRun(person.role, 'supervisor'))
        desk.attention.visit({ kind: 'reports' });
      return;
    }
    case 'live':
    case 'type-plate':
      desk.attention.open(meaning);
      return;
    case 'keys':
      desk.attention.open({ kind: 'keys' });
      return;
    case 'escape':
      desk.attention.pick(null);
      for (const laneId of Object.keys(desk.acts.getState().failed)) desk.acts.forget(laneId);
      return;
  }
}

/** The board's keys (ui.md). Another screen has its own. */
export function useKeys(desk: Desk): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (desk.attention.getState().screen.kind !== 'board' || isTaken(desk, event)) return;
      const lanes = desk.boardStore.getState().board?.lanes ?? [];
      const { activeId } = desk.attention.getState();
      const meaning = meaningOf(event, lanes, lanes.find(({ id }) => id === activeId) ?? null);
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning);
    };
    // A button clicked keeps the focus, and the next Space or Enter would press it again instead of the board's key.
    const clicked = (event: MouseEvent): void => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (event.detail > 0 && button !== null && button.closest('[role="dialog"]') === null) button.blur();
    };
    window.addEventListener('keydown', pressed);
    // Before the button's own handler, which may keep the click from coming this far.
    window.addEventListener('click', clicked, true);
    return () => {
      window.removeEventListener('keydown', pressed);
      window.removeEventListener('click', clicked, true);
    };
  }, [desk]);
}
