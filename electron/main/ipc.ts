import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { Result } from '../contract/bridge.ts';
import { channels } from '../contract/channels.ts';
import { commands } from '../contract/commands.ts';
import type { AboutView, StationStatus } from '../contract/events.ts';
import { printWish } from '../contract/printing.ts';
import type { DemoOpened, Printed, PrintWish } from '../contract/printing.ts';
import type { EventMessage } from '../contract/wire.ts';
import { isWindowUrl } from './security.ts';

/** The only user of ipcMain: who asks is checked here, and once. What is asked is parsed at the station's door. */

const callMessage = z.object({ command: z.string(), input: z.unknown() });

export interface Answers {
  call: (command: string, input: unknown) => Promise<Result<unknown>>;
  stationStatus: () => StationStatus;
  about: () => AboutView;
  print: (wish: PrintWish) => Promise<Printed>;
  openDemo: () => Promise<DemoOpened>;
}

/**
 * Answers the window's requests.
 * @param window the one window that may ask; null while there is none
 */
export function answerWindowRequests(window: () => BrowserWindow | null, answers: Answers): void {
  const handle = (channel: string, answer: (message: unknown) => unknown) => {
    ipcMain.handle(channel, (event, message: unknown) => {
      if (!isFromWindow(event, window())) throw new Error('Only the main window may ask.');
      return answer(message);
    });
  };
  handle(channels.call, (message) => relay(message, answers));
  handle(channels.stationStatus, () => answers.stationStatus());
  handle(channels.about, () => answers.about());
  handle(channels.print, (message) => answers.print(printWish.parse(message)));
  handle(channels.openDemo, () => answers.openDemo());
}

/** What main tells the window by itself. Without a window, or with one that is gone, it is told to nobody. */
export function windowTeller(window: () => BrowserWindow | null) {
  const send = (channel: string, message: unknown) => {
    const open = window();
    // A closed window has no contents to ask: the station still ends then, and its end is told.
    if (open === null || open.isDestroyed()) return;
    const { webContents: contents } = open;
    if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(channel, message);
  };
  return {
    event: (message: EventMessage) => send(channels.event, message),
    stationStatus: (status: StationStatus) => send(channels.station, status),
  };
}

function isFromWindow(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  return (
    window !== null &&
    event.sender === window.webContents &&
    frame !== null &&
    frame.parent === null &&
    isWindowUrl(frame.url)
  );
}

async function relay(message: unknown, answers: Answers): Promise<Result<unknown>> {
  const parsed = callMessage.safeParse(message);
  if (!parsed.success) return { ok: false, error: { code: 'bad-input', message: 'a call is {command, input}' } };
  const { command, input } = parsed.data;
  if (!Object.hasOwn(commands, command)) {
    return { ok: false, error: { code: 'unknown-command', message: `there is no command ${command}` } };
  }
  return answers.call(command, input);
}
