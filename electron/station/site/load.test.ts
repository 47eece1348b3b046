import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSite, SiteError } from './load.ts';
import { loadSecrets } from './secrets.fixture.ts';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'site-'));
  file = join(directory, 'site.json');
});

afterEach(() => rmSync(directory, { recursive: true }));

const lane = (id: string, change: object = {}) => ({
  id,
  name: `${id}口`,
  direction: 'entrance',
  camera: { id: `camera-${id}`, driver: 'push' },
  barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
  ...change,
});
const platform = { kind: 'db4403', transport: 'mqtts', url: 'mqtts://platform:8883', clientId: 'lot' };

/** The least that a site must say. */
const site = (change: object = {}) => ({
  lot: { parkCode: '4403000001', name: '车场', desk: '东门岗', totalStalls: 100 },
  links: [{ id: 'line', kind: 'serial', path: '/dev/ttyUSB0' }],
  lanes: [lane('east')],
  people: [{ id: 'li', name: '李', role: 'attendant' }],
  ...change,
});

function load(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return loadSite(file);
}

/** What the installer reads, a mistake a line. */
function linesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof SiteError) return error.lines;
    throw error;
  }
  throw new Error('it was taken');
}

const pathsOf = (lines: readonly string[]): string[] => lines.map((line) => line.split('：')[0] ?? '');

describe('a site file', () => {
  it('may say as little as is needed: the rest has its defaults', () => {
    expect(load(site())).toMatchObject({
      lot: { reservableStalls: 0, saturation: { saturatedFrom: 0.7, fullAbove: 0.9 } },
      booking: { earlyMin: 15, unconfirmedMin: 15 },
      capture: { staleS: 10, sameVehicleS: 20, listen: { port: 8090 } },
      lanes: [{ kind: 'mixed', others: 'open', barrier: { unit: 1, pollMs: 50 } }],
      platforms: [],
    });
  });

  it('written by an editor that begins files with a byte order mark is taken', () => {
    expect(load(`\uFEFF${JSON.stringify(site())}`).lot.name).toBe('车场');
  });

  it('with mistakes names every one with its path, in words, in one go', () => {
    const lines = linesOf(() =>
      load({
        lot: { parkCode: '', name: '车场', totalStalls: 0 },
        links: [{ id: 'line', kind: 'tcp', host: 'server', port: 99_999 }],
        lanes: [lane('East'), lane('west', { barrier: { driver: 'modbus-relay', link: 'none', coils: {} } })],
        people: [],
        colour: 'red',
      }),
    );
    expect(lines).toEqual([
      'lot.parkCode：不能为空',
      'lot.desk：缺少这一项',
      'lot.totalStalls：不能小于 1',
      'links[0].port：不能大于 65535',
      'lanes[0].id：只用小写字母、数字和短横线，最多 32 个',
      'lanes[0].camera.id：只用小写字母、数字和短横线，最多 32 个',
      'lanes[1].barrier.coils.open：缺少这一项',
      'people：至少要有 1 项',
      '文件：没有这个设置：colour',
      'lanes[1].barrier.link：links 里没有“none”',
      'lanes：有 2 个入口时，至少一个要设为预约车专用（kind 为 reserved）',
    ]);
  });

  it('says of each kind of mistake what to write instead', () => {
    const lines = linesOf(() =>
      load(
        site({
          lot: { parkCode: 4403000001, name: '长'.repeat(256), desk: '东', totalStalls: '100', reservableStalls: 1.5 },
          links: [{ id: 'line', kind: 'usb' }, { id: 'other' }, { id: 'third', kind: 'serial', path: 'COM3', dataBits: 6 }],
          lanes: [lane('east', { kind: 'vip', colour: 1, camera: 'east' })],
          capture: [],
          platforms: [{ ...platform, url: 'mqtt://plain', codes: { vehicelEnter: 'carIn', vehicleLeave: '出场' } }],
          people: 'everybody',
        }),
      ),
    ); // prettier-ignore
    expect(lines).toEqual([
      'lot.parkCode：应当是文字（带引号）',
      'lot.name：最多 255 个字符',
      'lot.totalStalls：应当是数字（不带引号）',
      'lot.reservableStalls：应当是整数',
      'capture：应当是一组设置 { … }',
      'links[0].kind：只能是 "serial"、"tcp"',
      'links[1].kind：缺少这一项',
      'links[2].dataBits：只能是 7、8',
      'lanes[0].kind：只能是 "reserved"、"general"、"mixed"、"confirm"',
      'lanes[0].camera：应当是一组设置 { … }',
      'lanes[0]：没有这个设置：colour',
      'platforms[0].codes.vehicleLeave：只用字母、数字、下划线和短横线，最多 64 个',
      'platforms[0].codes：没有这个设置：vehicelEnter',
      'platforms[0].url：必须以 mqtts:// 开头',
      'people：应当是列表 [ … ]',
    ]);
    expect(linesOf(() => load(site({ platforms: [platform, platform] })))).toEqual([
      'platforms[1].kind：“db4403”与 platforms[0].kind 重复',
    ]);
  });

  it('that is not there, or cannot be read, says so', () => {
    expect(linesOf(() => loadSite(join(directory, 'nowhere.json')))).toEqual(['找不到这个文件']);
    expect(linesOf(() => loadSite(directory))).toEqual([expect.stringContaining('读不了这个文件')]);
  });

  it.each([
    ['a comma too many', '{\n  "lot": 1,\n}', '第 3 行第 1 列'],
    ['a word without quotes', '{\n  "lot": 车场\n}', '第 2 行第 10 列'],
    ['an end that is missing', '{\n  "lot": 1', '第 2 行第 11 列'],
    ['nothing in it', '', '第 1 行第 1 列'],
  ])('that is no JSON (%s) says in which line and column', (_what, text, place) => {
    for (const mark of ['', '\uFEFF'])
      expect(linesOf(() => load(mark + text))).toEqual([expect.stringContaining(place)]);
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['a number', 7],
    ['lanes that are none', site({ lanes: 'east', links: null, people: [null], lot: [] })],
    [
      'lanes of all sorts',
      site({ lanes: [null, 7, 'east', { barrier: 'up', camera: 3 }, { barrier: { coils: 'x', inputs: [null] } }] }),
    ],
  ])('that holds %s is refused, whatever it is', (_what, content) => {
    expect(linesOf(() => load(content)).length).toBeGreaterThan(0);
  });
});

describe('what refers to one another in a site file', () => {
  const RESERVED = { kind: 'reserved' };
  const coils = (open: number, close?: number) => ({
    open: { coil: open },
    ...(close === undefined ? {} : { close: { coil: close } }),
  });
  const at = (unit: number, wiring: object) => ({ barrier: { driver: 'modbus-relay', link: 'line', unit, ...wiring } });

  it('an id or a name that is there twice', () => {
    const lines = linesOf(() =>
      load(
        site({
          lot: { parkCode: '1', name: 'x', desk: 'y', totalStalls: 9, stalls: ['A1', 'A2', 'A1'] },
          links: [{ id: 'line', kind: 'serial', path: 'COM3' }, { id: 'line', kind: 'serial', path: 'COM4' }],
          lanes: [lane('east', RESERVED), { ...lane('east'), ...at(2, { coils: coils(0) }) }],
          people: [{ id: 'li', name: '李', role: 'attendant' }, { id: 'li', name: '黎', role: 'attendant' }],
        }),
      ),
    ); // prettier-ignore
    expect(lines).toEqual([
      'links[1].id：“line”与 links[0].id 重复',
      'lanes[1].id：“east”与 lanes[0].id 重复',
      'lanes[1].name：“east口”与 lanes[0].name 重复',
      'lanes[1].camera.id：“camera-east”与 lanes[0].camera.id 重复',
      'people[1].id：“li”与 people[0].id 重复',
      'lot.stalls[2]：“A1”与 lot.stalls[0] 重复',
    ]);
  });

  it('a barrier on a line that is not there', () => {
    expect(linesOf(() => load(site({ links: [] })))).toEqual(['lanes[0].barrier.link：links 里没有“line”']);
  });

  it('one relay that lifts two arms, one contact read for two things', () => {
    const lanes = [
      lane('east', at(1, { coils: coils(0, 1), inputs: { opened: { input: 0 }, closed: { input: 0 } } })),
      lane('west', { ...RESERVED, ...at(1, { coils: coils(1) }) }),
      lane('north', at(2, { coils: coils(0) })),
    ];
    expect(linesOf(() => load(site({ lanes })))).toEqual([
      'lanes[0].barrier.inputs.closed.input：与 lanes[0].barrier.inputs.opened.input 用了同一块板的同一路',
      'lanes[1].barrier.coils.open.coil：与 lanes[0].barrier.coils.close.coil 用了同一块板的同一路',
    ]);
  });

  it('a number that is missing is one mistake, not a contact used twice', () => {
    const lanes = [lane('east', at(1, { coils: { open: {}, close: {} } }))];
    expect(pathsOf(linesOf(() => load(site({ lanes }))))).toEqual([
      'lanes[0].barrier.coils.open.coil',
      'lanes[0].barrier.coils.close.coil',
    ]);
  });

  it('counts lanes as the file does, also behind one that is none', () => {
    const lanes = [null, lane('east', at(1, { link: 'nowhere', coils: coils(0) }))];
    expect(pathsOf(linesOf(() => load(site({ lanes }))))).toContain('lanes[1].barrier.link');
  });

  it('two entrances, and none for reserved cars only (C.2.3.2 a); one, with any rule', () => {
    const west = lane('west', at(2, { coils: coils(0) }));
    const north = lane('north', { direction: 'exit', ...at(3, { coils: coils(0) }) });
    expect(linesOf(() => load(site({ lanes: [lane('east'), west, north] })))).toEqual([
      'lanes：有 2 个入口时，至少一个要设为预约车专用（kind 为 reserved）',
    ]);
    expect(load(site({ lanes: [lane('east'), { ...west, ...RESERVED }] })).lanes).toHaveLength(2);
    expect(load(site({ lanes: [lane('east'), north] })).lanes).toHaveLength(2);
  });

  it('numbers that cannot be', () => {
    const lot = { parkCode: '1', name: 'x', desk: 'y', totalStalls: 9, reservableStalls: 10, saturation: { saturatedFrom: 0.9, fullAbove: 0.8 } }; // prettier-ignore
    expect(pathsOf(linesOf(() => load(site({ lot }))))).toEqual([
      'lot.reservableStalls',
      'lot.saturation.saturatedFrom',
    ]);
  });
});

describe('secrets', () => {
  const KEY = 'a key of 16 signs or more';

  function secrets(content: unknown, change: object = {}) {
    const of = load(site(change));
    writeFileSync(file, JSON.stringify(content));
    return loadSecrets(file, of);
  }

  it('are taken with a key for each camera and the words for the platform', () => {
    const all = { cameras: { 'camera-east': KEY }, db4403: { password: 'p', secret: 's' } };
    expect(secrets(all, { platforms: [platform] })).toEqual({ ...all, people: {} });
    expect(secrets({ cameras: { 'camera-east': KEY } })).toMatchObject({ cameras: { 'camera-east': KEY } });
  });

  it('that are missing are named, all in one go', () => {
    expect(pathsOf(linesOf(() => secrets({}, { platforms: [platform] })))).toEqual(['cameras.camera-east', 'db4403']);
  });

  it('of City Brain, and the token of a platform that comes in by itself, are needed where those are', () => {
    const inbound = { listen: {}, certFile: 'ours.pem', keyFile: 'ours.key' };
    const https = { kind: 'db4403', transport: 'https', url: 'https://platform', userId: 'lot', inbound };
    const brain = { kind: 'citybrain', url: 'https://brain', appId: 'a', parkingLotNo: '1', ports: { east: 'E1' } };
    const some = { cameras: { 'camera-east': KEY }, db4403: { password: 'p', secret: 's' } };
    const both = { platforms: [https, brain] };
    expect(pathsOf(linesOf(() => secrets(some, both)))).toEqual(['db4403.inboundToken', 'citybrain']);
    const all = {
      ...some,
      db4403: { ...some.db4403, inboundToken: 't'.repeat(32) },
      citybrain: { appSecret: '0123456789abcdef' },
    };
    expect(secrets(all, both)).toEqual({ ...all, people: {} });
  });

  it('of electronic payments are needed where those are, and taken as PEM or Base64', () => {
    const provider = { kind: 'alipay', appId: '2021' };
    const cameras = { 'camera-east': KEY };
    const taking = (alipay?: object) => secrets({ cameras, ...(alipay && { alipay }) }, { payments: { provider } });
    expect(pathsOf(linesOf(() => taking()))).toEqual(['alipay']);
    const privateKey = '-----BEGIN PRIVATE KEY-----\nTUlJ\n-----END PRIVATE KEY-----\n';
    const alipay = { privateKey, publicKey: 'MIIB'.repeat(30) };
    expect(taking(alipay)).toMatchObject({ alipay });
    expect(pathsOf(linesOf(() => taking({ ...alipay, publicKey: 'no key' })))).toEqual(['alipay.publicKey']);
  });

  it('that are too short are refused, and not repeated in the message', () => {
    const [line] = linesOf(() => secrets({ cameras: { 'camera-east': 'short-key' } }));
    expect(line).toMatch(/^cameras\.camera-east：/);
    expect(line).not.toContain('short-key');
  });

  it('without their file say so', () => {
    const of = load(site());
    expect(linesOf(() => loadSecrets(join(directory, 'nowhere.json'), of))).toEqual(['找不到这个文件']);
  });
});
