import type { Desk } from '../store/desk.tsx';

/** Leaves the desk to whoever comes next: they find the board, not what was closed. */
export function nextPerson({ attention, session }: Desk): void {
  attention.visit({ kind: 'board' });
  void session.send('session.sign-out', {});
}
