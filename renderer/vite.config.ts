import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The window is loaded from the app's own files: relative addresses, and code that the oldest Chromium in use understands.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome114',
    outDir: '../out/renderer',
    emptyOutDir: true,
    // No data: addresses for assets, no polyfill script: the content security policy stays strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
