import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { removeDurably, writeDurably } from '../../electron/files/durable.ts';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import { BEGINNER, CAMERA_SECRET, openAtWork, openSetUp, SMALL } from '../support/set-up.ts';
import type { SetUpStation } from '../support/set-up.ts';
import { press } from '../support/station.ts';

/** Settings of a lot at work: the draft, its diff, its saving whole or not at all, history, and travel. */

const [LANE] = SMALL.lanes;
const siteOf = (lot: SetUpStation): { lot: { name: string; totalStalls: number }; lanes: { id: string }[] } =>
  JSON.parse(readFileSync(join(lot.data, 'site.json'), 'utf8')) as never;
const totalOf = (lot: SetUpStation): number => siteOf(lot).lot.totalStalls;
const bigger = (totalStalls: number) => ({ lot: { ...SMALL.lot, totalStalls } });
const platform = {
  kind: 'citybrain',
  url: 'https://127.0.0.1:9',
  appId: 'a',
  parkingLotNo: 'n',
  ports: { 'in-1': 'E01' },
};
const freePort = (): Promise<{ port: number; close(): void }> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve({ port: (server.address() as { port: number }).port, close: () => void server.close() }),
    );
  });

describe('the draft', () => {
  it('is what runs until it is changed; each change is told with its effect, and forgotten when it is put back', async () => {
    const lot = await openAtWork();
    let view = await lot.put({ ...bigger(120), platforms: [platform], lanes: [{ ...LANE, name: '东入口' }] });
    expect(view.changes).toEqual([
      { path: 'lot.totalStalls', before: 100, after: 120, secret: false, effect: 'now' },
      { path: 'lanes[in-1].name', before: '入口 1', after: '东入口', secret: false, effect: 'now' },
      expect.objectContaining({ path: 'platforms', effect: 'restart' }),
    ]);
    expect(view).toMatchObject({ effect: 'restart', changedBy: '赵工' });
    expect(view.mistakes).toEqual([{ path: 'citybrain', words: '缺少城市大脑的密钥', step: 'platforms' }]);
    view = await lot.put({ lot: SMALL.lot, platforms: null, lanes: [LANE] });
    expect(view).toMatchObject({ changes: [], effect: null, changedAt: null });
    await lot.put(bigger(130));
    view = await lot.call('setup.discard', { key: press() });
    expect(view).toMatchObject({ changes: [], changedAt: null, site: { lot: { totalStalls: 100 } } });
  });

  it('a change made on an older draft is refused; the same press twice is one act', async () => {
    const lot = await openAtWork();
    const { revision } = await lot.call('setup.get', {});
    const put = { key: press(), revision, section: 'retention' as const, value: { days: 40 } };
    const view = await lot.call('setup.put', put);
    expect(await lot.call('setup.put', put)).toEqual(view);
    expect(await lot.outcome('setup.put', { ...put, key: press() })).toBe('gone');
    const save = { key: press(), revision: view.revision, because: '短一点' };
    expect(await lot.call('setup.save', save)).toEqual({ effect: 'now' });
    expect(await lot.call('setup.save', save)).toEqual({ effect: 'now' });
    expect((await lot.call('setup.versions', {})).versions).toHaveLength(2);
    expect(await lot.outcome('setup.save', { key: press(), revision: view.revision + 1, because: '没有' })).toBe(
      'not-now',
    );
  });

  it.each([
    ['__proto__', '{"__proto__":{"polluted":true}}'],
    ['constructor', '{"constructor":{"prototype":{"polluted":true}}}'],
    ['deep', `${'['.repeat(60)}1${']'.repeat(60)}`],
    ['more than 1 MB', JSON.stringify('x'.repeat(1_000_001))],
  ])('takes no value that is none of a site file: %s', async (_what, json) => {
    const lot = await openAtWork();
    const { revision, site } = await lot.call('setup.get', {});
    const value = { items: JSON.parse(json) as never };
    const outcome = await lot.outcome('setup.put', { key: press(), revision, section: 'access', value });
    const after = await lot.call('setup.get', {});
    // What the parser at the door leaves out never comes in.
    if (outcome === 'ok') expect(JSON.stringify(after.site)).not.toContain('polluted');
    else expect([outcome, after.site]).toEqual(['bad-input', site]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('secrets of what is gone from the site are dropped when it is saved', async () => {
    const lot = await openAtWork();
    await lot.put({ lanes: [{ ...LANE, camera: { id: 'cam-2', driver: 'push' } }] });
    const view = await lot.call('setup.put-secret', { key: press(), name: 'cameras.cam-2', value: CAMERA_SECRET });
    expect(view.secrets).toEqual(['cameras.cam-1', 'cameras.cam-2']);
    await lot.saveAnew();
    expect((await lot.call('setup.get', {})).secrets).toEqual(['cameras.cam-2']);
  });

  it('a file that the site names must be there, and be what it is for; it is written with the save', async () => {
    const lot = await openAtWork();
    await lot.put({ platforms: [{ ...platform, caFile: 'ca.pem' }] });
    const secret = { key: press(), name: 'citybrain.appSecret', value: '0123456789abcdef' };
    let view = await lot.call('setup.put-secret', secret);
    expect(view.mistakes).toEqual([{ path: 'platforms[0].caFile', words: '找不到文件 ca.pem', step: 'platforms' }]);
    view = await lot.call('setup.put-file', { key: press(), name: 'ca.pem', text: 'no certificate' });
    expect(view.mistakes[0]?.words).toBe('ca.pem 不是 PEM 格式的证书');
    const { caPem } = await makeCertificates(Date.now());
    view = await lot.call('setup.put-file', { key: press(), name: 'ca.pem', text: caPem });
    expect(view).toMatchObject({ mistakes: [], files: ['ca.pem'] });
    expect(existsSync(join(lot.data, 'ca.pem'))).toBe(false);
    await lot.saveAnew();
    expect(readFileSync(join(lot.data, 'ca.pem'), 'utf8')).toBe(caPem);
    for (const name of ['../ca.pem', 'site.json', 'gatehouse.sqlite', 'key.bin'])
      expect(await lot.outcome('setup.put-file', { key: press(), name, text: 'x' })).toBe('bad-input');
  });
});

describe('saving', () => {
  /** A lot at work whose disk does as it is told; the writes of a save are counted from 1. */
  async function onAFrailDisk() {
    let left = Infinity;
    let mends = true;
    const may = (): void => {
      left -= 1;
      if (left === 0 || (left < 0 && !mends))
        throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC', errno: -28 });
    };
    const disk = {
      write(file: string, bytes: Uint8Array) {
        may();
        writeDurably(file, bytes);
      },
      remove(file: string) {
        may();
        removeDurably(file);
      },
    };
    const lot = await openAtWork({ disk });
    const { caPem } = await makeCertificates(Date.now());
    await lot.put({ ...bigger(120), platforms: [{ ...platform, caFile: 'ca.pem' }] });
    await lot.call('setup.put-secret', { key: press(), name: 'citybrain.appSecret', value: '0123456789abcdef' });
    await lot.call('setup.put-file', { key: press(), name: 'ca.pem', text: caPem });
    return {
      lot,
      /** From now on the nth write fails, and those after it too unless the disk mends. */
      failAt(nth: number, mendsThen: boolean) {
        left = nth;
        mends = mendsThen;
      },
    };
  }
  /** The site with all that belongs to it: of before, or of after. */
  const isWhole = (lot: SetUpStation, saved: boolean): void => {
    expect(totalOf(lot)).toBe(saved ? 120 : 100);
    expect(existsSync(join(lot.data, 'ca.pem'))).toBe(saved);
    expect(existsSync(join(lot.data, 'saving.json'))).toBe(false);
  };

  // The note, the certificate, the secrets, the site file.
  it('whichever write fails: nothing has changed, the draft is there, and the next try succeeds', async () => {
    const { lot, failAt } = await onAFrailDisk();
    const { revision, changes } = await lot.call('setup.get', {});
    for (const nth of [1, 2, 3, 4]) {
      failAt(nth, true);
      expect([nth, await lot.outcome('setup.save', { key: press(), revision, because: '改' })]).toEqual([
        nth,
        'not-recorded',
      ]);
      isWhole(lot, false);
      expect((await lot.call('setup.versions', {})).versions).toHaveLength(1);
    }
    failAt(Infinity, true);
    expect((await lot.call('setup.get', {})).changes).toEqual(changes);
    await lot.saveAnew();
    isWhole(lot, true);
  });

  it('killed at whichever write: the next start has the site of before with the secrets of before', async () => {
    const { lot, failAt } = await onAFrailDisk();
    const { revision } = await lot.call('setup.get', {});
    for (const nth of [1, 2, 3, 4]) {
      failAt(nth, false);
      expect(await lot.outcome('setup.save', { key: press(), revision, because: '改' })).not.toBe('ok');
      failAt(Infinity, true);
      await lot.restart();
      isWhole(lot, false);
      expect(await lot.call('setup.get', {})).toMatchObject({ mode: 'running', effect: 'restart', mistakes: [] });
    }
  });

  it('killed once the version was written: the next start has the new site with the new secrets', async () => {
    const { lot } = await onAFrailDisk();
    expect(await lot.save()).toEqual({ effect: 'restart' });
    expect(existsSync(join(lot.data, 'saving.json'))).toBe(true);
    await lot.restart();
    isWhole(lot, true);
    expect(await lot.call('setup.get', {})).toMatchObject({ changes: [], changedAt: null });
  });

  it('the store that refuses leaves all files as they were', async () => {
    const { lot } = await onAFrailDisk();
    const db = new Database(join(lot.data, 'gatehouse.sqlite'));
    db.exec(`CREATE TRIGGER no_version BEFORE INSERT ON site_version BEGIN SELECT RAISE(ABORT, 'no'); END`);
    const { revision } = await lot.call('setup.get', {});
    expect(await lot.outcome('setup.save', { key: press(), revision, because: '改' })).not.toBe('ok');
    isWhole(lot, false);
    db.exec('DROP TRIGGER no_version');
    db.close();
  });

  it('what does not come up is gone back from: the gates work as before, a strip says why, the draft is there to be mended', async () => {
    const lot = await openAtWork();
    const taken = await freePort();
    const wrong = { capture: { listen: { host: '127.0.0.1', port: taken.port } } };
    await lot.put({ ...wrong, ...bigger(120) });
    await lot.saveAnew('换端口');
    const board = await lot.call('board.get', {});
    expect(board.lot.totalStalls).toBe(100);
    expect(board.notices).toContainEqual(
      expect.objectContaining({
        code: 'settings-taken-back',
        detail: expect.stringContaining('EADDRINUSE') as unknown,
      }),
    );
    expect(totalOf(lot)).toBe(100);
    const { versions } = await lot.call('setup.versions', {});
    expect(versions[0]).toMatchObject({
      no: 2,
      because: '换端口',
      failed: expect.stringContaining('EADDRINUSE') as unknown,
    });
    expect((await lot.call('setup.get', {})).changes.map(({ path }) => path)).toEqual([
      'lot.totalStalls',
      'capture.listen.port',
    ]);
    await lot.restart();
    expect((await lot.call('board.get', {})).notices.map(({ code }) => code)).toContain('settings-taken-back');
    await lot.put({ capture: SMALL.capture });
    expect(await lot.save('只加车位')).toEqual({ effect: 'now' });
    const now = await lot.call('board.get', {});
    expect([now.lot.totalStalls, now.notices.filter(({ code }) => code === 'settings-taken-back')]).toEqual([120, []]);
    taken.close();
  });

  it('a process that falls with the new site, time and again, is brought back to the old one', async () => {
    const lot = await openAtWork();
    await lot.put({ links: [{ ...SMALL.links[0], port: 10 }] });
    await lot.save('换端口');
    const note = join(lot.data, 'saving.json');
    const pending = JSON.parse(readFileSync(note, 'utf8')) as { tries: number };
    writeFileSync(note, JSON.stringify({ ...pending, tries: 2 }));
    await lot.restart();
    expect((await lot.call('setup.versions', {})).versions[0]?.failed).toBe('程序启动后反复退出');
    expect((await lot.call('setup.get', {})).changes.map(({ path }) => path)).toEqual(['links[line].port']);
  });
});

describe('history', () => {
  it('a file changed by hand becomes a version of nobody; an older one is taken as a draft, seen, and saved', async () => {
    const lot = await openAtWork();
    const file = join(lot.data, 'site.json');
    const site = siteOf(lot);
    writeFileSync(file, JSON.stringify({ ...site, lot: { ...site.lot, totalStalls: 77 } }));
    await lot.restart();
    const { versions } = await lot.call('setup.versions', {});
    expect(versions[0]).toMatchObject({
      no: 2,
      who: null,
      changes: [{ path: 'lot.totalStalls', before: 100, after: 77 }],
    });
    const view = await lot.call('setup.take-version', { key: press(), no: 1 });
    expect(view.changes).toMatchObject([{ path: 'lot.totalStalls', before: 77, after: 100, effect: 'now' }]);
    expect(await lot.save('退回')).toEqual({ effect: 'now' });
    expect([totalOf(lot), (await lot.call('board.get', {})).lot.totalStalls]).toEqual([100, 100]);
    expect(await lot.outcome('setup.take-version', { key: press(), no: 99 })).toBe('gone');
    // Written another way it is the same.
    writeFileSync(file, `\uFEFF${JSON.stringify(siteOf(lot))}`);
    await lot.restart();
    expect((await lot.call('setup.versions', {})).versions).toHaveLength(3);
  });

  it('a version of an older program is shown, with what this one knows no longer', async () => {
    const lot = await openAtWork();
    const db = new Database(join(lot.data, 'gatehouse.sqlite'));
    const old = { ...siteOf(lot), lot: { ...SMALL.lot, colour: 'red' }, gone: { a: 1 } };
    db.prepare(`INSERT INTO site_version VALUES (2, 1, NULL, '', ?, 'x', '[]', 'never')`).run(JSON.stringify(old));
    db.close();
    const { versions } = await lot.call('setup.versions', {});
    expect(versions[0]?.changes.map(({ path }) => path)).toEqual(expect.arrayContaining(['lot.colour', 'gone']));
    const view = await lot.call('setup.take-version', { key: press(), no: 2 });
    expect(view.site).not.toHaveProperty('gone');
    expect(view.mistakes).toMatchObject([{ path: 'lot', step: 'lot' }]);
  });
});

describe('travel', () => {
  const PASSPHRASE = 'correct horse battery';

  async function atHome() {
    const lot = await openAtWork();
    await lot.call('people.add', { key: press(), name: '王师傅', role: 'attendant' });
    const { people } = await lot.call('people.list', {});
    const wang = people.find(({ name }) => name === '王师傅')?.id ?? '';
    const { secret } = await lot.call('people.give-secret', { person: wang });
    return { lot, wang, secret };
  }
  async function elsewhere(name = '老李') {
    const lot = await openSetUp({ key: new Uint8Array(32).fill(9) });
    await lot.call('setup.begin', { name, secret: 'other-place-1' });
    return lot;
  }

  it('without a passphrase the settings travel, and no secret', async () => {
    const { lot } = await atHome();
    const { text, fileName } = await lot.call('setup.export', { passphrase: null });
    expect(fileName).toBe('gatehouse-site-20260506.json');
    expect(text).not.toContain(CAMERA_SECRET);
    expect(text).not.toContain('$scrypt$');
    const there = await elsewhere();
    const view = await there.call('setup.import', { key: press(), text, passphrase: null });
    expect(view.mistakes.map(({ path }) => path)).toEqual(['cameras.cam-1']);
    expect(view.site).toMatchObject({ lot: { name: '医院' } });
  });

  it('with it, all does: the second machine works, and its people sign in with their own passwords', async () => {
    const { lot, wang, secret } = await atHome();
    const { text } = await lot.call('setup.export', { passphrase: PASSPHRASE });
    for (const hidden of [CAMERA_SECRET, '$scrypt$', PASSPHRASE]) expect(text).not.toContain(hidden);
    const there = await elsewhere();
    expect(await there.outcome('setup.import', { key: press(), text, passphrase: 'wrong' })).toBe('wrong-passphrase');
    expect((await there.call('setup.get', {})).changedAt).toBeNull();
    const view = await there.call('setup.import', { key: press(), text, passphrase: PASSPHRASE });
    expect(view).toMatchObject({ mistakes: [], secrets: ['cameras.cam-1'] });
    await there.saveAnew('搬家');
    const names = (await there.call('people.list', {})).people.map(({ name }) => name);
    expect(names).toEqual(['老李', '赵工', '王师傅']);
    await there.call('session.sign-in', { person: wang, secret });
    expect((await there.call('session.get', {})).session.person?.name).toBe('王师傅');
  });

  it('people who are known stay who they are', async () => {
    const { lot } = await atHome();
    const { text } = await lot.call('setup.export', { passphrase: PASSPHRASE });
    const there = await elsewhere('赵工');
    await there.call('setup.import', { key: press(), text, passphrase: PASSPHRASE });
    await there.saveAnew('搬家');
    const { people } = await there.call('people.list', {});
    expect(people.map(({ name }) => name)).toEqual(['赵工', '王师傅']);
    await there.call('session.sign-out', {});
    const zhao = people[0]?.id ?? '';
    expect(await there.outcome('session.sign-in', { person: zhao, secret: BEGINNER.secret })).toBe('wrong-secret');
    expect(await there.outcome('session.sign-in', { person: zhao, secret: 'other-place-1' })).toBe('ok');
  });

  it.each<[string, (whole: Record<string, unknown>) => unknown, string]>([
    ['of a newer program', (whole) => ({ ...whole, version: 2 }), 'newer'],
    ['of something else', (whole) => ({ ...whole, format: 'cards' }), 'not-a-site'],
    ['with a file that is none beside a site', (whole) => ({ ...whole, files: { '../evil.pem': 'x' } }), 'not-a-site'],
    ['with more than it has', (whole) => ({ ...whole, also: 1 }), 'not-a-site'],
    ['with names of the language', (whole) => ({ ...whole, site: { constructor: {} } }), 'bad-name'],
  ])('a file %s is refused, and nothing is taken', async (_what, make, why) => {
    const lot = await openAtWork();
    const { text } = await lot.call('setup.export', { passphrase: null });
    const made = JSON.stringify(make(JSON.parse(text) as Record<string, unknown>));
    await expect(lot.call('setup.import', { key: press(), text: made, passphrase: null })).rejects.toMatchObject({
      code: 'bad-input',
      fields: expect.objectContaining(why === 'bad-name' ? { '': why } : { text: why }) as unknown,
    });
    expect((await lot.call('setup.get', {})).changes).toEqual([]);
  });
});

it('a site file from elsewhere is written there', async () => {
  const place = await openSetUp();
  const folder = join(place.data, 'elsewhere');
  mkdirSync(folder);
  const lot = await openAtWork({ siteFile: join(folder, 'north.json') });
  await lot.put(bigger(55));
  await lot.save();
  expect(JSON.parse(readFileSync(join(folder, 'north.json'), 'utf8'))).toMatchObject({ lot: { totalStalls: 55 } });
});
