import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZodError } from 'zod';
import { controlPage } from './control-page.ts';
import type { DemoLot } from './lot.ts';
import { driveCommand, switchCommand } from './switches.ts';

/**
 * The demo's control page, on loopback alone:
 * `GET /` the page, `GET /state`, `GET /book` (what the platform has), `GET /wire?since=SEQ` (what happened at the lanes),
 * `POST /switch` (switches.ts), `POST /drive` (answers when the car is through; `?wait=no` at once).
 */
export interface Control {
  readonly url: string;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

const BODY_BYTES = 64 * 1024;
const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(value, null, 1)}\n`,
});

/** Rejects with the system's error when the port is taken. */
export async function openControl(lot: DemoLot, port: number): Promise<Control> {
  const server = createServer((request, response) => {
    answerFor(lot, request).then(
      (answer) => reply(response, answer),
      (error: unknown) => reply(response, refusal(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerFor(lot: DemoLot, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return { status: 200, type: 'text/html; charset=utf-8', body: controlPage(lot.lanes.map(({ plan }) => plan)) };
    case 'GET /state':
      return json(200, stateOf(lot));
    case 'GET /book':
      return json(200, { ...lot.platform.book, bookings: lot.platform.records });
    case 'GET /wire': {
      const since = Number(searchParams.get('since') ?? 0);
      return json(200, { entries: lot.journal.entries.filter(({ seq }) => seq > since) });
    }
    case 'POST /switch':
      await lot.flip(switchCommand.parse(await bodyOf(request)));
      return json(200, { done: true });
    case 'POST /drive': {
      const ride = lot.drive(driveCommand.parse(await bodyOf(request)));
      if (searchParams.get('wait') !== 'no') return json(200, await ride);
      ride.catch((error: unknown) => lot.journal.write({ what: 'note', words: `drive: ${String(error)}` }));
      return json(202, { done: false });
    }
    default:
      return json(404, { error: `${request.method} ${pathname}: nothing here` });
  }
}

function stateOf(lot: DemoLot): unknown {
  return {
    lanes: lot.lanes.map(({ plan, board, waiting }) => ({ ...plan, arm: board.arm(), waiting })),
    platform: { heard: lot.platform.isHeard(), url: lot.platform.access.url, ...lot.platform.faults },
    misread: lot.misread,
    files: lot.files,
  };
}

/** JSON alone, and only from a page of this origin: another site's page must not play with the lot. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) throw new RangeError('send application/json');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES) throw new RangeError('body too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}

function refusal(error: unknown): Answer {
  if (error instanceof ZodError) {
    return json(400, { error: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) });
  }
  if (error instanceof RangeError || error instanceof SyntaxError) return json(400, { error: [error.message] });
  return json(500, { error: [String(error)] });
}

function reply(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(body);
}
