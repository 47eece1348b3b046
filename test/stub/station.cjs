// A station that speaks the wire and does nothing else, for tests of whoever runs one. CommonJS, without dependencies: it
// must also load in the utility process of an old Electron. `<data>/mode` chooses how it behaves; its process id is
// written to `<data>/pid`, a line a start.
const { appendFileSync, existsSync, mkdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const data = argument('--data');
const mode = existsSync(join(data, 'mode')) ? readFileSync(join(data, 'mode'), 'utf8').trim() : 'well';
const captureDirectory = join(data, 'captures');
mkdirSync(captureDirectory, { recursive: true });
/** `<data>/program.json`: what it asks of main. */
const asked = join(data, 'program.json');
const program = {
  ...{ kiosk: false, startAtLogin: false, updates: null },
  ...(existsSync(asked) ? JSON.parse(readFileSync(asked, 'utf8')) : {}),
};

const port = process.parentPort;
const send = port ? (message) => port.postMessage(message) : (message) => console.log(JSON.stringify(message));
const stop = () => {
  if (mode === 'deaf') return;
  if (port) process.exit(0);
  process.stdin.destroy();
};
function take(message) {
  if (message.stop) stop();
  else if ('key' in message) console.error(`told a key of ${message.key.length} characters`);
  else answer(message);
}
if (port) port.on('message', (event) => take(event.data));
else {
  let rest = '';
  process.stdin.on('data', (bytes) => {
    const lines = (rest + bytes.toString('utf8')).split('\n');
    rest = lines.pop();
    for (const line of lines) take(JSON.parse(line));
  });
  process.stdin.on('end', stop);
}

let revision = 0;
const lot = {
  name: 'Stub lot',
  desk: 'East',
  totalStalls: 300,
  inside: 212,
  free: 88,
  reserved: 17,
  band: 'saturated',
  onDuty: 'Wang',
};

function answer({ id, command, input }) {
  switch (command) {
    case 'board.get': {
      const queues = { reserved: [], other: [] };
      const board = { revision, at: Date.now(), lot, lanes: [], queues, platforms: [], notices: [], activity: [] };
      return send({ id, ok: true, output: board });
    }
    case 'session.get': {
      const person = { id: 'wang', name: 'Wang', role: 'attendant' };
      const session = {
        state: 'signed-in',
        person,
        since: 0,
        mustChange: false,
        gateWhileLocked: true,
        lockAfterMin: 10,
      };
      return send({ id, ok: true, output: { session, people: [], place: 'Stub lot', note: null } });
    }
    case 'sync.get':
      return send({ id, ok: true, output: { at: Date.now(), role: 'attendant', platforms: [] } });
    case 'lane.release':
      send({ id, ok: true, output: { done: true } });
      revision += 1;
      return send({ event: 'lot', revision, data: { ...lot, inside: lot.inside + revision } });
    case 'lane.refuse':
      return send({ id, ok: false, error: { code: 'gone', message: 'there is no such arrival' } });
    case 'lane.hold-open':
      // Asked, and never answered.
      return undefined;
    default:
      return send({ id, ok: true, output: input });
  }
}

appendFileSync(join(data, 'pid'), `${process.pid}\n`);
console.error(`stub station ${process.pid} starts, mode ${mode}`);
switch (mode) {
  case 'fatal':
    send({ fatal: true, code: 'site-file', lines: ['lanes.0.name: is missing', 'lot.parkCode: is too long'] });
    process.exitCode = 78;
    stop();
    break;
  case 'crash':
    process.exit(3);
    break;
  default:
    if (mode === 'rubbish') console.log('Segmentation fault? {"not": json');
    send({ ready: true, node: process.versions.node, captureDirectory, capturePort: 0, program });
    if (mode === 'rubbish') send({ hello: 'is no message of the wire' });
}
