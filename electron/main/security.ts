import { extname } from 'node:path';
import { app, protocol } from 'electron';
import type { Session, WebPreferences } from 'electron';
import { CAPTURE_SCHEME } from './capture-protocol.ts';
import { exportName } from './exports.ts';
import { WINDOW_ORIGIN, WINDOW_SCHEME } from './window-protocol.ts';

/** Hardening, in one place. The window shows what cameras and platforms send: it is treated as if they wrote its code. */

/** Before the app is ready: the sandbox for every window, and our two schemes. */
export function hardenProgram(): void {
  // As root Chromium starts only without its sandbox, and then no process may ask for it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: WINDOW_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: CAPTURE_SCHEME, privileges: { standard: true, secure: true } },
  ]);
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // The one way to a network that no policy of a page covers.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** Switches with which another program would read and press whatever the window shows. */
const DEBUGGING = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags'];

/** Whether somebody asked Chromium or Node for such a way in. */
export const isDebugged = (line: { hasSwitch(name: string): boolean }): boolean =>
  DEBUGGING.some((name) => line.hasSwitch(name));

/** Once the app is ready: no permission for anything, no way out to a network, and nothing saved but our own files. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // A file that the window made is offered to be saved, where the person says; nothing else comes down.
  session.on('will-download', (event, item) => {
    const name = exportName({ url: item.getURL(), mimeType: item.getMimeType(), fileName: item.getFilename() });
    if (name === null) event.preventDefault();
    else item.setSaveDialogOptions(saveAs(name));
  });
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOurs(details.url) }));
}

function saveAs(name: string): { defaultPath: string; filters: { name: string; extensions: string[] }[] } {
  const ending = extname(name).slice(1);
  return { defaultPath: name, filters: [{ name: ending.toUpperCase(), extensions: [ending] }] };
}

export const webPreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: !app.isPackaged,
});

function isOurs(url: string): boolean {
  const { protocol: scheme } = new URL(url);
  const allowed = [`${WINDOW_SCHEME}:`, `${CAPTURE_SCHEME}:`, 'data:', 'blob:'];
  return allowed.includes(scheme) || (!app.isPackaged && scheme === 'devtools:');
}

/** Whether a frame's URL is the window's own page. (Node gives no origin to a scheme it does not know.) */
export const isWindowUrl = (url: string): boolean => url.startsWith(`${WINDOW_ORIGIN}/`);
