import { writeFile } from 'node:fs/promises';
import { BrowserWindow } from 'electron';
import { webPreferences } from './security.ts';
import { WINDOW_URL } from './window-protocol.ts';

/** The board is designed for this size and up. */
const DESIGN_SIZE = { width: 1366, height: 768 };
/** The dark theme's ground, so that a booth at night sees no white flash. */
const GROUND = '#14171c';
/** A page that died is loaded anew, but not in a tight loop. */
const RELOAD_AFTER_MS = 1000;

/**
 * Opens the one window. It shows itself when its page is drawn.
 * @param size of the content; null: maximised
 */
export function openWindow(options: {
  preload: string;
  size: { width: number; height: number } | null;
  onLog: (what: string, details: Record<string, unknown>) => void;
}): BrowserWindow {
  const { preload, size, onLog } = options;
  const window = new BrowserWindow({
    ...(size ?? DESIGN_SIZE),
    useContentSize: true,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    backgroundColor: GROUND,
    title: 'Gatehouse',
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload),
  });
  window.once('ready-to-show', () => {
    if (size === null) window.maximize();
    window.show();
  });
  const load = () => {
    window.loadURL(WINDOW_URL).catch((error: unknown) => onLog('window did not load', { error: String(error) }));
  };
  window.webContents.on('render-process-gone', (_event, details) => {
    onLog('window process ended', { ...details });
    setTimeout(() => {
      if (!window.isDestroyed()) load();
    }, RELOAD_AFTER_MS);
  });
  window.on('unresponsive', () => onLog('window does not respond', {}));
  window.on('responsive', () => onLog('window responds again', {}));
  load();
  return window;
}

/** Writes what the window shows to a PNG file. */
export async function photograph(window: BrowserWindow, file: string): Promise<void> {
  const image = await window.webContents.capturePage();
  if (image.isEmpty()) throw new Error('the window has nothing drawn yet');
  await writeFile(file, image.toPNG());
}
