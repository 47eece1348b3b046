import { useStore } from 'zustand';
import type { SetupView } from '../../electron/contract/setup.ts';
import { useDesk } from '../store/desk.tsx';
import type { SetupState, SetupStore } from './setup-store.ts';
import { valueAt } from './site-paths.ts';
import type { Json } from './site-paths.ts';

export const useSetupStore = (): SetupStore => useDesk().setup;

export function useSetup<T>(select: (state: SetupState) => T): T {
  return useStore(useSetupStore(), select);
}

/** Only below a screen that waits for the station's first answer. */
export function useSetupView(): SetupView {
  return useSetup(({ view }) => {
    if (view === null) throw new Error('no draft yet');
    return view;
  });
}

/** What stands at a place of the draft, as it is typed. */
export const useValue = (path: string): Json | undefined => useSetup(({ site }) => valueAt(site, path));

export function useText(path: string): string {
  const value = useValue(path);
  return typeof value === 'string' ? value : '';
}

const NONE: readonly Json[] = [];
export function useList(path: string): readonly Json[] {
  const value = useValue(path);
  return Array.isArray(value) ? value : NONE;
}
