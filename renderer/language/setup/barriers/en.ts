import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];
type Site = Setup['site'];

/** The page of lines, barriers, boards and the printer, in English. */
export const links: Setup['links'] = {
  title: 'Lines: serial ports and device servers',
  hint: 'Which line a device hangs on. Several may share one and take turns. A relay inside a camera needs none.',
  find: 'Find ports',
  use: 'Use {{port}}',
  addServer: 'Add a device server',
  finding: 'Looking for ports…',
  noPorts: 'This machine has no serial port. Plug in a USB adapter and look again.',
  add: 'Add a line',
  none: 'There is no line yet.',
  notThere: '{{path}} (not there now)',
  probe: 'See what is on it',
  probeHint: 'Asks at each speed, some seconds; no arm moves.',
  probing: 'Asking at one speed after the other…',
  found: {
    modbus: 'A relay board: address {{address}}, speed {{baudRate}}.',
    olm: 'A display: address {{address}}, speed {{baudRate}}.',
  },
  takeSpeed: 'Set the line to {{baudRate}}',
  several: 'Several devices on one line: each needs an address of its own, and all the same speed.',
};

export const lineTrouble: Setup['lineTrouble'] = {
  'not-found': 'There is no such port or address: not plugged in, or misspelt',
  busy: 'Another program has the port open: close it',
  'busy-here': 'The gatehouse itself uses this line with the settings of now: save first, or try it as it is',
  'no-permission': 'This user may not open the port: add it to the group dialout and sign in to the system again',
  refused: 'The device server refuses: check the port, and whether another machine is connected',
  failed: 'The line cannot be opened',
  'no-answer': 'No answer: check the wiring (A and B may be swapped), the power and the address',
  garbage: 'Garbage is received: another speed, or another kind of device',
};

export const barriers: Setup['barriers'] = {
  choose: 'Choose what moves the arm',
  about: {
    'modbus-relay': 'A relay board with inputs (Modbus RTU): lifts, lowers, reads loops and limits. Recommended.',
    'camera-relay': 'The relay in the camera: no further wiring, but no loops, so we never lower the arm.',
    lcus: 'A small USB relay (LCUS): lifts only; nobody sees the arm, so we never lower it.',
    'custom-frame': 'A controller with a serial protocol of its own: copy the bytes of its manual and try them here.',
  },
  tryHint: '"Read contacts" moves nothing: press a loop or move the arm by hand and watch the words change.',
  read: 'Read contacts',
  stopReading: 'Stop reading',
  act: { open: 'Lift', close: 'Lower' },
  sure: { open: 'Lift the arm now?', close: 'Lower the arm now?' },
  sureYes: 'Somebody watches, go',
  sureHint:
    'Have somebody at the arm who sees that nobody and nothing is under it. Over an occupied loop it is never lowered.',
  sent: 'The command went out: see whether the arm moves.',
  notSent:
    'Nothing was sent: it may not move now (a loop is occupied, its state is unknown, or nothing is wired to lower it).',
};

export const wiring: Setup['wiring'] = {
  counted: 'The board counts from',
  fromOne: '1 (DO1, DI1)',
  fromZero: '0 (DO0, DI0)',
  usual: 'Fill in the usual wiring',
  relay: 'Relay (output)',
  contact: 'Contact (input)',
  number: 'Number on the board',
  how: 'How it acts',
  length: 'How long',
  inverted: 'Reversed (open means yes)',
  none: 'none',
  hint: 'Leave empty what is not wired. Without the loop behind the arm we never lower it, and passages are assumed.',
  about: {
    opened: 'Closed when the arm is up',
    closed: 'Closed when the arm is down',
    passageLoop: 'The loop under and behind the arm',
    approachLoop: 'The loop where the camera reads',
    button: 'The button in the booth',
    remote: 'The receiver of the key fob',
  },
};

export const frames: Setup['frames'] = {
  hint: 'Hex as in the manual, e.g. A5 01 {check}. {check} is where the checksum stands; ?? in a reply is any byte.',
  bitOf: 'Which bit of the status reply',
  sure: 'The arm may move. Does somebody watch?',
  test: 'Send it once',
  in: { send: '"Send", character {{at}} "{{found}}":', reply: '"Reply", character {{at}} "{{found}}":' },
  mistake: {
    empty: 'nothing is written yet',
    'not-hex': 'no hex digit (0–9, A–F)',
    'half-byte': 'half a byte is missing: pairs of digits',
    unclosed: 'the brace is not closed',
    'unknown-name': 'a name in braces that is not known',
    'check-twice': '{check} stands there twice',
    'check-missing': 'a checksum is chosen, but {check} is nowhere',
    'check-unset': '{check} stands there, but no checksum is chosen',
    'check-range': 'the checksum covers more than the frame',
    'nothing-fixed': 'all is ??, so any reply would do',
    'no-such-byte': 'the reply has no such byte',
  },
  verdict: {
    replied: 'The reply is as the manual says.',
    sent: 'Sent; no reply was promised.',
    silence: 'No reply: wiring, speed, address.',
    truncated: 'Half a reply: another speed, or too short a wait.',
    crc: 'The checksum of the reply is wrong: another kind, or noise on the line.',
    'other-unit': 'Another address replied.',
    'other-function': 'It replied to another command.',
    'other-content': 'It replied otherwise than written: compare the two lines.',
    noise: 'Noise came back: another speed, or a bad line.',
    'link-down': 'The line is down.',
  },
  sent: 'Sent ',
  heard: 'Heard',
  silent: '(nothing)',
};

export const displays: Setup['displays'] = {
  hint: 'None where there is no board and no loudspeaker.',
  add: 'Add a board',
  about: {
    olm: 'Boards of the OLM protocol: most small ones.',
    aa55: 'Boards whose frames begin with AA 55 and end with AF.',
    'custom-frame': 'Another protocol: copy the bytes of its manual.',
  },
  sample: 'B12345 welcome',
  text: 'Text to try',
  try: 'Show it',
  sent: 'Sent: see whether the board shows it.',
  words: 'Words in braces are filled in:',
  word: {
    plate: '{{word}} plate',
    fee: '{{word}} yuan to pay',
    free: '{{word}} free places',
    place: '{{word}} place in the queue',
    lot: '{{word}} name of the lot',
  },
};

export const printer: Setup['printer'] = {
  network: 'In the network',
  line: 'On a serial line',
  try: 'Print one',
  sent: 'Sent: see whether paper comes out.',
};

export const linksSite: Site['links'] = {
  label: 'Lines',
  id: { label: 'Id' },
  kind: { label: 'Kind', choice: { serial: 'Serial port', tcp: 'Device server' } },
  path: { label: 'Port', help: 'COM3 on Windows, /dev/ttyUSB0 on Linux.' },
  baudRate: { label: 'Speed (baud)', help: 'As set on the device, mostly 9600.' },
  parity: { label: 'Parity', choice: { none: 'None', even: 'Even', odd: 'Odd' } },
  dataBits: { label: 'Data bits', choice: { 7: '7', 8: '8' } },
  stopBits: { label: 'Stop bits', choice: { 1: '1', 2: '2' } },
  host: { label: 'Address of the server', help: 'It has to pass bytes through, not speak Modbus TCP.' },
  port: { label: 'Port of the server', help: 'Its port for this line, e.g. 4001.' },
};

export const printerSite: Site['printer'] = {
  label: 'Receipt printer',
  help: 'ESC/POS. Off: receipts are only shown.',
  driver: { label: 'Kind', choice: { 'esc-pos': 'ESC/POS' } },
  link: { label: 'Where', host: { label: 'Address of the printer' }, port: { label: 'Port' } },
  width: { label: 'Paper', choice: { 58: '58 mm', 80: '80 mm' } },
  copies: { label: 'Copies' },
};

export const framesSite: Site['frames'] = {
  label: 'Frames',
  send: { label: 'Send', help: 'Hex as in the manual.' },
  reply: { label: 'Reply', help: 'What it answers; empty: nothing.' },
  checksum: {
    label: 'Checksum',
    kind: {
      label: 'Checksum',
      choice: {
        none: 'None',
        sum8: 'Sum, 1 byte',
        xor8: 'Exclusive-or, 1 byte',
        sum16: 'Sum, 2 bytes',
        'crc16-modbus': 'CRC-16/Modbus',
      },
    },
    order: { label: 'Order of its bytes', choice: { 'low-first': 'Low first', 'high-first': 'High first' } },
    from: { label: 'From byte', help: 'The first is 0.' },
    until: { label: 'Up to before byte', help: 'Empty: where it stands.' },
  },
};

export const barrierSite: Site['lanes']['barrier'] = {
  label: 'Barrier',
  driver: {
    label: 'Moved by',
    choice: {
      'modbus-relay': 'Relay board (Modbus)',
      'camera-relay': 'Relay in the camera',
      lcus: 'Small USB relay (LCUS)',
      'custom-frame': 'A protocol of its own',
    },
  },
  link: { label: 'On which line' },
  unit: { label: 'Address of the board', help: 'As set on it, mostly 1.' },
  coils: { label: 'Relays', open: { label: 'Lift' }, close: { label: 'Lower' }, stop: { label: 'Stop' } },
  relay: {
    coil: { label: 'Number' },
    mode: {
      label: 'How it acts',
      choice: { pulse: 'A pulse', flash: 'A pulse, timed by the board', level: 'Stays until the opposite' },
    },
    ms: { label: 'Length of the pulse' },
  },
  inputs: {
    label: 'Contacts',
    opened: { label: 'Up' },
    closed: { label: 'Down' },
    passageLoop: { label: 'Loop behind' },
    approachLoop: { label: 'Loop before' },
    button: { label: 'Button' },
    remote: { label: 'Key fob' },
  },
  contact: { input: { label: 'Number' }, inverted: { label: 'Reversed' } },
  bit: { byte: { label: 'Byte (from 0)' }, bit: { label: 'Bit (0 is the lowest)' }, inverted: { label: 'Reversed' } },
  channels: {
    label: 'Relays',
    open: { label: 'Relay that lifts', help: 'As printed on it.' },
    stop: { label: 'Relay that stops' },
  },
  pulseMs: { label: 'Length of the pulse' },
  limits: {
    label: 'Limits wired to the camera',
    help: "Hikvision: the barrier's limit switches are at the camera's inputs, so it can tell where the arm is.",
  },
  commands: {
    label: 'Commands',
    open: { label: 'Lift' },
    close: { label: 'Lower', help: "Off: the barrier's own controller lowers it." },
    stop: { label: 'Stop' },
  },
  status: {
    label: 'Its status can be asked',
    help: 'Where the manual has a query; without it nobody knows where the arm is, and we never lower it.',
    bits: { label: 'Bits' },
  },
  checksum: { label: 'Checksum' },
  replyMs: { label: 'Wait for a reply' },
  pollMs: { label: 'Read every' },
  openTimeoutMs: { label: 'Rises within', help: 'Not up by then: once more, then an alarm.' },
  closeTimeoutMs: { label: 'Falls within', help: 'Not down by then, and the loops clear: once more.' },
};

export const displaysSite: Site['lanes']['displays'] = {
  label: 'Boards and loudspeakers',
  driver: { label: 'Protocol', choice: { olm: 'OLM', aa55: 'AA 55', 'custom-frame': 'Other' } },
  link: { label: 'On which line' },
  address: { label: 'Address', help: 'As set on it; AA 55: 25600 by default.' },
  rows: { label: 'Lines' },
  columns: { label: 'Letters a line', help: 'A Chinese character counts as two.' },
  colour: { label: 'Colour', choice: { red: 'Red', green: 'Green', yellow: 'Yellow' } },
  speaks: { label: 'Has a loudspeaker' },
  speakCommand: { label: 'Command that speaks', help: 'Its number in the manual; empty: it does not speak.' },
  answers: { label: 'It answers' },
  show: { label: 'Show a line', help: '{text} is the text, {line} which line.' },
  speak: { label: 'Speak', help: '{text} is the text.' },
  brightness: { label: 'Set brightness', help: '{level} is 10 to 100.' },
  volume: { label: 'Set volume', help: '{level} is 10 to 100.' },
  reply: { label: 'Reply', help: 'Empty: none.' },
  firstLine: { label: 'The first line is' },
  checksum: { label: 'Checksum' },
  levels: {
    label: 'Brightness and volume by day and night',
    help: 'Off: as set by hand.',
    dayFrom: { label: 'Day from' },
    nightFrom: { label: 'Night from' },
    day: { label: 'Day' },
    night: { label: 'Night' },
    brightness: { label: 'Brightness' },
    volume: { label: 'Volume' },
  },
};
