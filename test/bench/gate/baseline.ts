import { mkdir, open, rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SerialPort } from 'serialport';

/**
 * The raw limit: a bare HTTP server that takes the same capture, commits one row with synchronous=FULL, and writes the
 * same frame to a pty. No parsing, no decision, no state. The image is made durable after the frame.
 */
const [folder = '', path = '', frameHex = ''] = process.argv.slice(2);
const frame = Buffer.from(frameHex, 'hex');
await mkdir(join(folder, 'images'), { recursive: true });
const db = new Database(join(folder, 'raw.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE capture (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, bytes INTEGER NOT NULL)');
const insert = db.prepare('INSERT INTO capture (at, bytes) VALUES (?, ?)');
const port = new SerialPort({ path, baudRate: 115200, hupcl: false });
let images = 0;

async function keep(image: Buffer): Promise<void> {
  images += 1;
  const file = join(folder, 'images', `${images}.jpg`);
  const handle = await open(`${file}.part`, 'w');
  await handle.writeFile(image);
  await handle.sync();
  await handle.close();
  await rename(`${file}.part`, file);
  const directory = await open(join(folder, 'images'), 'r');
  await directory.sync();
  await directory.close();
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    insert.run(Date.now(), body.length);
    port.write(frame);
    response.end('{"result":"accepted"}');
    void keep(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
process.on('disconnect', () => process.exit(0));
