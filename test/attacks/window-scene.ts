import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { launchApp } from '../e2e/app.ts';
import type { LaunchedApp } from '../e2e/app.ts';

/** The app in its real window, on a lot whose names are markup; a supervisor sits at the desk. */
export interface WindowScene {
  lot: DemoLot;
  launched: LaunchedApp;
  /** A server that nobody is to reach, and what came to it. */
  outside: { url: string; heard: string[] };
  stop(): Promise<void>;
}

/** An image that is not there runs a script, wherever it is taken for markup. */
export const MARKUP = '<img src=x onerror="window.owned=1">';
/** Of the supervisor, who sits at the desk. */
export const PASSWORD = DEMO_PEOPLE.find(({ id }) => id === 'li')?.password ?? '';
export const PICTURE = '2026/01/01/a.jpg';
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
    'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);

export async function openWindowScene(): Promise<WindowScene> {
  const lot = await startDemoLot({ lanes: '3', pace: 8, light: 'day' });
  const site = JSON.parse(readFileSync(lot.files.site, 'utf8')) as SiteConfig;
  site.lot.name = MARKUP;
  site.access.note = MARKUP;
  for (const lane of site.lanes) lane.name = `${lane.name}${MARKUP}`.slice(0, 50);
  for (const person of site.people) if (person.id === 'wang') person.name = MARKUP;
  writeFileSync(lot.files.site, JSON.stringify(site));
  mkdirSync(join(lot.files.data, 'captures', '2026', '01', '01'), { recursive: true });
  writeFileSync(join(lot.files.data, 'captures', PICTURE), JPEG);
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('window.owned = 1');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const launched = await launchApp({ ...lot.files, signIn: `li:${PASSWORD}` });
  await lot.whenReady();
  await launched.page.waitForSelector('[data-testid="board"]');
  return {
    ...{ lot, launched },
    outside: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard },
    async stop() {
      await launched.close();
      server.close();
      await lot.stop();
    },
  };
}
