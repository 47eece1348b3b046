import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { makeLink } from './make-link.ts';
import { createTcpLink } from './tcp.ts';

const clock = createSystemClock();
const servers: Server[] = [];

async function listen(): Promise<{ port: number; sockets: Socket[]; server: Server }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    sockets.push(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, sockets, server };
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('a TCP link', () => {
  it('carries bytes both ways without holding small ones back', async () => {
    const { port, sockets } = await listen();
    const link = makeLink({ id: 'a', kind: 'tcp', host: '127.0.0.1', port }, clock);
    const heard: string[] = [];
    link.onData((bytes) => heard.push(Buffer.from(bytes).toString('hex')));
    await link.open();
    expect(link.isOpen).toBe(true);
    await vi.waitFor(() => expect(sockets).toHaveLength(1));
    sockets[0]?.on('data', (bytes) => sockets[0]?.write(bytes));
    await link.write(Uint8Array.from([1, 2, 3]));
    await vi.waitFor(() => expect(heard).toEqual(['010203']));
    await link.close();
    expect(link.isOpen).toBe(false);
  });

  it('a server that nobody runs is "refused", a name that does not exist "not-found"', async () => {
    const { port, server } = await listen();
    await new Promise((resolve) => server.close(resolve));
    await expect(createTcpLink({ host: '127.0.0.1', port }, clock).open()).rejects.toMatchObject({ code: 'refused' });
    const nowhere = createTcpLink({ host: 'no-such-host.invalid', port: 1 }, clock);
    await expect(nowhere.open()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a host that never answers is given up after three seconds', async () => {
    const manual = createManualClock();
    // TEST-NET-1 (RFC 5737): packets to it go nowhere.
    const link = createTcpLink({ host: '192.0.2.1', port: 4001 }, manual);
    const opening = link.open();
    manual.advance(3000);
    await expect(opening).rejects.toMatchObject({ name: 'LinkError', code: 'not-found' });
  });

  it('tells once when the other side is gone, and refuses writes from then on', async () => {
    const { port, sockets } = await listen();
    const link = createTcpLink({ host: '127.0.0.1', port }, clock);
    const reasons: (string | undefined)[] = [];
    link.onClose((why) => reasons.push(why?.code));
    await link.open();
    await vi.waitFor(() => expect(sockets).toHaveLength(1));
    sockets[0]?.resetAndDestroy();
    await vi.waitFor(() => expect(reasons).toEqual(['disconnected']));
    expect(link.isOpen).toBe(false);
    await expect(link.write(Uint8Array.from([1]))).rejects.toMatchObject({ code: 'disconnected' });
    await link.close();
    expect(reasons).toHaveLength(1);
  });

  it('closing resets the connection: what was not delivered yet is dropped', async () => {
    const { port, sockets } = await listen();
    const link = createTcpLink({ host: '127.0.0.1', port }, clock);
    await link.open();
    await vi.waitFor(() => expect(sockets).toHaveLength(1));
    const errors: (string | undefined)[] = [];
    sockets[0]?.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code));
    sockets[0]?.resume();
    await link.close();
    await vi.waitFor(() => expect(errors).toEqual(['ECONNRESET']));
  });
});
