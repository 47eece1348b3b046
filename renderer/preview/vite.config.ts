import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The window over made-up lots: `vite --config renderer/preview/vite.config.ts`. No part of the app.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { target: 'chrome114', outDir: '../../.cache/preview', emptyOutDir: true, assetsInlineLimit: 0 },
});
