import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import type { PaperTo } from './report-acts.tsx';
import { reportsMeaningOf } from './reports-keys.ts';
import type { ReportsKeyMeaning } from './reports-keys.ts';

/** Hands the reports screen its keys. `print`: sends what is shown to paper. */
export function useReportsKeys(desk: Desk, print: (to: PaperTo) => void): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (isTaken(desk, event)) return;
      const meaning = reportsMeaningOf(event, desk.reports.getState().tab);
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning, print);
    },
    [desk, print],
  );
  useScreenKeys(pressed);
}

function follow(desk: Desk, meaning: ReportsKeyMeaning, print: (to: PaperTo) => void): void {
  const { reports: store } = desk;
  const { language } = desk.preferences.getState();
  const { selected } = store.getState();
  const isDone = store.job.getState().job.state === 'done';
  switch (meaning.kind) {
    case 'row':
      return store.walk(meaning.step);
    case 'tab':
      return store.chooseTab(meaning.tab);
    case 'beside':
      return store.step(meaning.step);
    case 'begin':
      return store.begin();
    case 'open':
      if (selected !== null) store.openShift(selected);
      return;
    case 'stop':
      return store.job.cancel();
    case 'xlsx':
    case 'csv':
      void store.job.save(meaning.kind, language);
      return;
    case 'pdf':
    case 'printer':
      if (isDone) print(meaning.kind);
      return;
    case 'more':
      void store.more();
      return;
    case 'lane':
      return goToLane(desk);
    case 'keys':
      return desk.attention.open({ kind: 'keys' });
    case 'back':
      return desk.attention.visit({ kind: 'board' });
  }
}
