import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Language } from '../language/languages.ts';
import type { Mute } from '../sound/mute.ts';

/** How this booth likes its window. Kept by the window, none of it matters to the lot. */
export interface Preferences {
  language: Language;
  look: 'auto' | 'light' | 'dark';
  /** 0 to 1. */
  volume: number;
  mute: Mute | null;
  /** The plate of a car that asks is said aloud. */
  spoken: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'zh-CN',
  look: 'auto',
  volume: 0.6,
  mute: null,
  spoken: false,
};

const PLACE = 'gatehouse.preferences';

/** What is stored, or the default for each part that is missing or makes no sense. */
export function readPreferences(stored: string | null): Preferences {
  const read = parse(stored);
  const fallback = DEFAULT_PREFERENCES;
  return {
    language: read.language === 'en' || read.language === 'zh-CN' ? read.language : fallback.language,
    look: read.look === 'light' || read.look === 'dark' ? read.look : fallback.look,
    volume: typeof read.volume === 'number' && read.volume >= 0 && read.volume <= 1 ? read.volume : fallback.volume,
    mute: readMute(read.mute) ?? fallback.mute,
    spoken: typeof read.spoken === 'boolean' ? read.spoken : fallback.spoken,
  };
}

function readMute(read: unknown): Mute | null {
  if (typeof read !== 'object' || read === null) return null;
  const { by, until } = { by: null, until: null, ...read };
  return typeof by === 'string' && typeof until === 'number' ? { by, until } : null;
}

function parse(stored: string | null): Record<string, unknown> {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): StoreApi<Preferences> {
  const store = createStore<Preferences>(() => readPreferences(storage.getItem(PLACE)));
  store.subscribe((preferences) => {
    storage.setItem(PLACE, JSON.stringify(preferences));
  });
  return store;
}
