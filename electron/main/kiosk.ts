import { dialog } from 'electron';
import type { App, BrowserWindow, MessageBoxOptions } from 'electron';

/** Asked at the close of a window that fills the screen. Main has no language of its own: Chinese, with the button that keeps first. */
const SURE: MessageBoxOptions = {
  type: 'warning',
  title: 'Gatehouse',
  message: '要结束岗亭程序吗？',
  detail: '结束后没有人抬杆、记录和上报，闸杆保持原样。要离开座位请用“锁定”。',
  buttons: ['不结束', '结束程序'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
};
const END = 1;

export interface Kiosk {
  set(wanted: boolean): void;
}

/**
 * A window that fills the screen, and asks before it closes: whoever presses Alt+F4 in passing does not end the gate's
 * program. What ends the whole program in order (a shutdown, a run with an end) is not asked about.
 */
export function kioskOf(window: BrowserWindow, app: Pick<App, 'on'>): Kiosk {
  let on = false;
  let ending = false;
  let asking = false;
  app.on('before-quit', () => (ending = true));
  window.on('close', (event) => {
    if (!on || ending) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void dialog
      .showMessageBox(window, SURE)
      .then(({ response }) => {
        if (response !== END || window.isDestroyed()) return;
        ending = true;
        window.close();
      })
      .finally(() => (asking = false));
  });
  return {
    set(wanted) {
      if (wanted === on || window.isDestroyed()) return;
      on = wanted;
      window.setKiosk(wanted);
    },
  };
}
