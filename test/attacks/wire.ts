import type { Attack } from './attack.ts';
import type { Scene } from './scene.ts';

/** On the station's standard input: what no program of ours writes. After each the station must answer as before. */

const MB = 1024 * 1024;
const stands = {
  expected: 'ok',
  run: async (scene: Scene) => (await scene.signIn('wang'), scene.asks('board.get', {})),
};

/** Written, and then a proper question: the station is there, and nothing was opened. */
const writes = (what: string | (() => string | Buffer)): Attack<Scene>['attack'] => ({
  expected: 'no arm rose',
  async run(scene) {
    const before = scene.opens();
    scene.station.write(typeof what === 'string' ? what : what());
    await scene.asks('session.get', {});
    return scene.opens() === before ? 'no arm rose' : 'an arm rose';
  },
});

const open = { key: 'f3b9a4de-5c1b-4f9e-9a55-0a6e7a3b1c2d', laneId: 'out-1', because: 'forged' };
const line = (message: unknown): string => `${JSON.stringify(message)}\n`;
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const forgedLine = (name: string, tried: string, what: string | (() => string | Buffer)): Attack<Scene> => ({
  name: `forged line: ${name}`,
  tried,
  attack: writes(what),
  control: stands,
});

const forgedCommand = (name: string): Attack<Scene> => ({
  name: `forged command: ${name}`,
  tried: `a command named ${name}, which every object has`,
  attack: { expected: 'unknown-command', run: ({ forges }) => forges(name, {}) },
  control: stands,
});

export const WIRE: readonly Attack<Scene>[] = [
  forgedLine('no JSON', 'half an object and some words', '{"id":1,"command":"lane.open-by-hand"\nopen sesame\n'),
  forgedLine('no message', 'null, a number, a text, a list', 'null\n42\n"lane.open-by-hand"\n[{}]\n'),
  forgedLine('ids', 'ids that are texts, fractions, objects, beyond all numbers', () =>
    ['"1"', '1.5', '{}', '1e999', '-0.1', '9007199254740993.5']
      .map((id) => `{"id":${id},"command":"lane.open-by-hand","input":${JSON.stringify(open)}}\n`)
      .join(''),
  ),
  forgedLine(
    'nested',
    'an input nested a million deep',
    () => `{"id":1,"command":"board.get","input":${nested(1_000_000)}}\n`,
  ),
  forgedLine('endless', 'a line of 40 MB without an end', () =>
    Buffer.concat([Buffer.alloc(40 * MB, 0x61), Buffer.from('\n')]),
  ),
  forgedLine('bytes', 'bytes that are no text, NUL among them', () =>
    Buffer.from([0, 0xff, 0xfe, 0xc0, 0x80, 0x0a, 0, 0x0a]),
  ),
  forgedLine(
    'two in one',
    'two objects on one line',
    `${line({ id: 1, command: 'lane.open-by-hand', input: open }).trim()}${line({ stop: 'now' })}`,
  ),
  forgedLine(
    'another key',
    'a second key for the secrets',
    line({ key: Buffer.alloc(32).toString('base64'), keptBy: 'file' }),
  ),
  forgedLine(
    'a stop that is none',
    '{stop} with other values than true',
    line({ stop: 1 }) + line({ stop: 'true' }) + line({ stop: {} }),
  ),
  forgedLine(
    'line ends of Unicode',
    'U+2028 before a second command',
    `{"id":1,"command":"board.get","input":{}}\u2028${line({ id: 2, command: 'lane.open-by-hand', input: open }).trim()}\n`,
  ),
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(forgedCommand),
  {
    name: 'forged command: of another letter',
    tried: 'LANE.OPEN-BY-HAND, lane.open-by-hand with a space, and with a NUL',
    attack: {
      expected: 'unknown-command, unknown-command, unknown-command',
      async run({ forges }) {
        const names = ['LANE.OPEN-BY-HAND', 'lane.open-by-hand ', 'lane.open-by-hand\0'];
        const answers: string[] = [];
        for (const name of names) answers.push(await forges(name, open));
        return answers.join(', ');
      },
    },
    control: stands,
  },
  {
    name: 'prototype pollution',
    tried: 'inputs whose __proto__ and constructor.prototype hold admin rights and a lane',
    attack: {
      expected: 'nothing was polluted',
      async run(scene) {
        const polluted =
          '{"__proto__":{"laneId":"out-1","role":"installer","skip":5},"constructor":{"prototype":{"ok":true}}}';
        for (const command of ['lane.open-by-hand', 'audit.page', 'session.get', 'history.find'])
          scene.station.write(`{"id":-1,"command":"${command}","input":${polluted},"__proto__":{"stop":true}}\n`);
        await scene.signIn('kan');
        const refused = await scene.forges('lane.open-by-hand', {});
        await scene.signIn('wang');
        const bad = await scene.forges('lane.open-by-hand', {});
        return refused === 'not-allowed' && bad === 'bad-input' ? 'nothing was polluted' : `${refused}, ${bad}`;
      },
    },
    control: stands,
  },
  {
    name: 'huge numbers',
    tried: 'money, times and pages of 1e308, beyond 2^53, negative, and no numbers',
    attack: {
      expected: 'bad-input each time',
      async run(scene) {
        await scene.signIn('li');
        const inputs: [string, unknown][] = [
          ['audit.page', { skip: 1e308 }],
          ['audit.page', { limit: 1e9 }],
          ['history.find', { from: 2 ** 60 }],
          ['history.find', { after: -1 }],
          ['charges.refund', { key: open.key, chargeId: 'x', amount: 1e300, because: 'x' }],
          ['charges.refund', { key: open.key, chargeId: 'x', amount: -1, because: 'x' }],
          ['charges.refund', { key: open.key, chargeId: 'x', amount: 0.5, because: 'x' }],
          ['lane.convert', { key: open.key, laneId: 'in-1', until: Infinity, because: 'x' }],
          ['tariff.preview', { from: 'yesterday', to: [] }],
        ];
        const answers = new Set<string>();
        for (const [command, input] of inputs) answers.add(await scene.forges(command, input));
        return answers.size === 1 && answers.has('bad-input') ? 'bad-input each time' : [...answers].join(', ');
      },
    },
    control: stands,
  },
  {
    name: 'a reason of a megabyte',
    tried: 'lane.open-by-hand with a because that fills the audit',
    attack: {
      expected: 'bad-input',
      async run(scene) {
        await scene.signIn('wang');
        return scene.forges('lane.open-by-hand', { ...open, because: 'x'.repeat(MB) });
      },
    },
    control: stands,
  },
];
