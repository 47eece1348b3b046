const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

/** The least that the window could be: a page with one button, opened as the program opens its own. */
if (process.env.GATEHOUSE_NO_GPU === '1') app.disableHardwareAcceleration();
const folder = process.env.BENCH_WINDOW ?? '';
app.setPath('userData', join(folder, 'data'));
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, useContentSize: true, show: false });
  window.once('ready-to-show', () => window.show());
  return window.loadFile(join(folder, 'page', 'index.html'));
});
app.on('window-all-closed', () => app.quit());
