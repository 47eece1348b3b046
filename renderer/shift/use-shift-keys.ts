import { useCallback } from 'react';
import type { PaperTo } from '../reports/report-acts.tsx';
import { CSV_KEY, PDF_KEY, PRINT_KEY, XLSX_KEY } from '../reports/reports-keys.ts';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import type { Step } from './hand-over.ts';
import { nextPerson } from './next-person.ts';
import { AGAIN_KEY } from './shift-keys.ts';

/** Letters that a field of digits has no use for are keys all the same. */
const keeps = (target: HTMLElement, key: string): boolean | null =>
  target.closest('.count') !== null && key === ' ' ? false : null;

/** The keys of the shift screen; fields and the button that has the focus keep their own, and Enter leads on by them. */
export function useShiftKeys(desk: Desk, print: (to: PaperTo) => void): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      // Enter leads on by one step a press: held down it would hand the shift over to whoever stands first.
      if (event.repeat && event.key === 'Enter') {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (isTaken(desk, event, keeps) || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (follow(desk, event.key, print)) event.preventDefault();
    },
    [desk, print],
  );
  useScreenKeys(pressed);
}

/** False: it means nothing here. */
function follow(desk: Desk, key: string, print: (to: PaperTo) => void): boolean {
  const { shift: store, attention } = desk;
  const { step } = store.getState();
  switch (key) {
    case 'Escape':
      if (!store.back()) attention.visit({ kind: 'board' });
      return true;
    case ' ':
      goToLane(desk);
      return true;
    case '?':
    case '？':
      attention.open({ kind: 'keys' });
      return true;
  }
  return letter(desk, key.toUpperCase(), step, print);
}

function letter(desk: Desk, key: string, step: Step, print: (to: PaperTo) => void): boolean {
  const { shift: store, preferences } = desk;
  if (step.at === 'told' && key === AGAIN_KEY) {
    store.countAgain();
    return true;
  }
  if (step.at !== 'ended' && step.at !== 'overtaken') return false;
  if (key === 'ENTER') {
    nextPerson(desk);
    return true;
  }
  if (store.job.getState().job.state !== 'done') return false;
  const { language } = preferences.getState();
  switch (key) {
    case PRINT_KEY:
      print('printer');
      return true;
    case PDF_KEY:
      print('pdf');
      return true;
    case XLSX_KEY:
      void store.job.save('xlsx', language);
      return true;
    case CSV_KEY:
      void store.job.save('csv', language);
      return true;
    default:
      return false;
  }
}
