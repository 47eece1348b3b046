'use strict';
const { app, BrowserWindow } = require('electron');

// An empty window of one size, for whoever drives it. Drawn without a graphics card, with which some starts on a virtual
// screen would hang.
app.disableHardwareAcceleration();
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, useContentSize: true, frame: false });
  return window.loadURL('data:text/html,<title>pictures</title>');
});
