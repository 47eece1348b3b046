import { createRoot } from 'react-dom/client';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { createLanguages } from '../language/languages.ts';
import { createDesk } from '../store/desk.tsx';
import type { Desk } from '../store/desk.tsx';
import { App } from './app.tsx';

/** Draws the window over a bridge: the preload's, or the preview's. Answers what its parts share. */
export function mount(bridge: Bridge): Desk {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  const desk = createDesk(bridge, window.localStorage);
  const languages = createLanguages(desk.preferences.getState().language);
  createRoot(root).render(<App desk={desk} languages={languages} />);
  return desk;
}
