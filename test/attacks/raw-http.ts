import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A listener of the station on this machine. */
export interface Door {
  port: number;
  /** Authority of its certificate; absent: it speaks plain HTTP. */
  ca?: string;
  /** Which of this machine's loopback addresses to come from. */
  from?: string;
}

const PATIENCE_MS = 30_000;

/** A connection; errors on it are its end. */
export async function open({ port, ca, from = '127.0.0.1' }: Door): Promise<Socket> {
  const where = { port, host: '127.0.0.1', localAddress: from };
  const socket = ca === undefined ? connect(where) : connectTls({ ...where, ca });
  socket.on('error', () => socket.destroy());
  await new Promise((resolve) =>
    socket.once(ca === undefined ? 'connect' : 'secureConnect', resolve).once('close', resolve),
  );
  return socket;
}

/**
 * Sends bytes as they are on a connection of its own, and says what came back: `401 wrong-key`, the status with the code of
 * its answer, or `closed` when nothing did.
 */
export async function send(door: Door, ...pieces: (string | Buffer)[]): Promise<string> {
  const socket = await open(door);
  for (const piece of pieces) socket.write(piece);
  return answerOn(socket);
}

/** The first answer on a connection, which is closed then. */
export function answerOn(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(inShort(text));
    };
    const timer = setTimeout(end, PATIENCE_MS);
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      if (isWhole(text)) end();
    });
    socket.once('close', end);
    if (socket.destroyed) end();
  });
}

function isWhole(text: string): boolean {
  const [, head = '', body = ''] = /^([^]*?)\r\n\r\n([^]*)$/.exec(text) ?? [];
  if (head === '') return false;
  if (/^HTTP\/1.1 100/.test(head)) return false;
  const [, length = '0'] = /^content-length: *(\d+)/im.exec(head) ?? [];
  return Buffer.byteLength(body) >= Number(length);
}

function inShort(text: string): string {
  const [, status, rest = ''] = /^HTTP\/1.1 (\d{3})([^]*)$/.exec(text) ?? [];
  if (status === undefined) return text === '' ? 'closed' : 'no HTTP';
  if (status === '302') return `302 to ${/^location: *(\S+)/im.exec(rest)?.[1] ?? 'nowhere'}`;
  const code = codeIn(rest.split('\r\n\r\n').slice(1).join('\r\n\r\n'));
  return code === null ? status : `${status} ${code}`;
}

/** Of a refusal at the cameras' door, of a capture, or of an answer to the platform. */
function codeIn(body: string): string | null {
  try {
    const answer = JSON.parse(body) as { Code?: number; result?: string; error?: { code: string }; data?: { code: number }[] }; // prettier-ignore
    const inner = answer.data?.[0]?.code;
    if (answer.Code !== undefined) return inner === undefined || inner === answer.Code ? String(answer.Code) : `${answer.Code}/${inner}`; // prettier-ignore
    return answer.result ?? answer.error?.code ?? null;
  } catch {
    return null;
  }
}

/** A whole request. `headers` as they are, several of a name too. */
export function request(method: string, path: string, headers: readonly string[], body: string | Buffer = ''): Buffer {
  const length = headers.some((line) => /^(content-length|transfer-encoding):/i.test(line))
    ? []
    : [`Content-Length: ${Buffer.byteLength(body)}`];
  const head = [`${method} ${path} HTTP/1.1`, 'Host: gatehouse', ...headers, ...length, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}
