import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BEGINNER, CAMERA_SECRET, openAtWork, openSetUp, SMALL } from '../support/set-up.ts';
import { press, startStation } from '../support/station.ts';

/** A bare machine becomes a lot: the station without a site, over real files and a real store. */

it('a first start asks for its first person, and answers nothing but what sets it up', async () => {
  const lot = await openSetUp();
  expect(await lot.call('session.get', {})).toMatchObject({
    settingUp: true,
    session: { state: 'unclaimed' },
    people: [],
    place: '',
  });
  expect(await lot.outcome('setup.get', {})).toBe('signed-out');
  expect(await lot.outcome('setup.begin', { name: '赵工', secret: '123456' })).toBe('bad-input');
  expect(await lot.outcome('setup.begin', BEGINNER)).toBe('ok');
  expect(await lot.outcome('setup.begin', { name: '别人', secret: 'gang-ting-2' })).toBe('not-now');
  const { session } = await lot.call('session.get', {});
  expect(session).toMatchObject({ state: 'signed-in', person: { name: '赵工', role: 'installer' } });
  expect(await lot.outcome('board.get', {})).toBe('not-now');
  expect(await lot.outcome('lane.open-by-hand', { key: press(), laneId: 'in-1', because: '试' })).toBe('not-now');
  const view = await lot.call('setup.get', {});
  expect(view).toMatchObject({ mode: 'first', changes: [], effect: 'restart', secrets: [], changedAt: null });
  expect(view.mistakes.map(({ path, step }) => `${step} ${path}`)).toEqual(
    expect.arrayContaining(['lot lot', 'lanes lanes']),
  );
});

it('section by section to a lot at work; the site file holds its people and no secret', async () => {
  const lot = await openSetUp();
  await lot.call('setup.begin', BEGINNER);
  const { camera: _, ...unfinished } = SMALL.lanes[0];
  let view = await lot.put({ ...SMALL, lanes: [unfinished] });
  expect(view.mistakes).toContainEqual(expect.objectContaining({ path: 'lanes[0].camera', step: 'cameras' }));
  expect(await lot.outcome('setup.save', { key: press(), revision: view.revision, because: '早了' })).toBe('bad-site');
  expect(existsSync(join(lot.data, 'site.json'))).toBe(false);

  view = await lot.put({ lanes: SMALL.lanes });
  expect(view.mistakes).toEqual([{ path: 'cameras.cam-1', words: '缺少该相机的密钥', step: 'cameras' }]);
  // The machine is turned off over the weekend.
  await lot.restart();
  expect(await lot.call('setup.get', {})).toMatchObject({ mistakes: view.mistakes, changedBy: '赵工' });
  view = await lot.call('setup.put-secret', { key: press(), name: 'cameras.cam-1', value: CAMERA_SECRET });
  expect(view).toMatchObject({ mistakes: [], secrets: ['cameras.cam-1'] });
  await lot.restart();
  expect((await lot.call('setup.get', {})).secrets).toEqual(['cameras.cam-1']);
  expect((await lot.call('session.get', {})).place).toBe('医院 · 东门岗');

  await lot.saveAnew('首次设置');
  expect(await lot.call('session.get', {})).not.toHaveProperty('settingUp');
  expect((await lot.call('board.get', {})).lanes.map(({ name }) => name)).toEqual(['入口 1']);
  const text = readFileSync(join(lot.data, 'site.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ people: [{ name: '赵工', role: 'installer' }] });
  expect(text).not.toContain(CAMERA_SECRET);
  if (process.platform !== 'win32') expect(statSync(join(lot.data, 'site.json')).mode & 0o077).toBe(0);
  const { versions } = await lot.call('setup.versions', {});
  expect(versions).toMatchObject([
    { no: 1, who: '赵工', because: '首次设置', failed: null, changes: [{ secret: true }] },
  ]);
  const settled = await lot.call('setup.get', {});
  expect(settled).toMatchObject({ mode: 'running', changes: [], effect: null, mistakes: [], changedAt: null });
  expect(readdirSync(lot.data).filter((name) => /^(draft|saving|staged)/.test(name))).toEqual([]);
});

it('what is typed as a secret stands nowhere in the open: store, log, audit, replies', async () => {
  let said = '';
  const lot = await openAtWork({ onLog: (text) => (said += text) });
  const next = 'another-key-of-a-camera-in-a-test';
  const view = await lot.call('setup.put-secret', { key: press(), name: 'cameras.cam-1', value: next });
  expect(view.changes).toEqual([{ path: 'secrets.cameras.cam-1', secret: true, effect: 'restart' }]);
  const { lines } = await lot.call('audit.page', {});
  expect(lines.map(({ what }) => what)).toContain('setup.put-secret');
  const seen = [said, JSON.stringify([view, lines, await lot.call('setup.versions', {})])];
  const files = readdirSync(lot.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'));
  for (const text of [...seen, ...files]) {
    expect(text.includes(next)).toBe(false);
    expect(text.includes(CAMERA_SECRET)).toBe(false);
  }
});

it('a site file that vanished: whoever is known signs in as ever, and the draft is the newest version', async () => {
  const lot = await openAtWork();
  rmSync(join(lot.data, 'site.json'));
  await lot.restart();
  expect(await lot.call('session.get', {})).toMatchObject({ settingUp: true, people: [{ name: '赵工', ready: true }] });
  expect(await lot.outcome('setup.begin', { name: '别人', secret: 'gang-ting-2' })).toBe('not-now');
  expect(await lot.call('setup.get', {})).toMatchObject({ mode: 'first', mistakes: [], secrets: ['cameras.cam-1'] });
  await lot.saveAnew('放回');
  expect((await lot.call('board.get', {})).lot.name).toBe('医院');
});

it('a broken store without a site says in words what to do', async () => {
  const lot = await openSetUp();
  await lot.call('setup.begin', BEGINNER);
  await lot.station.stop();
  writeFileSync(join(lot.data, 'gatehouse.sqlite'), 'garbage'.repeat(2000));
  for (const ending of ['-wal', '-shm']) rmSync(join(lot.data, `gatehouse.sqlite${ending}`), { force: true });
  await expect(openSetUp({ data: lot.data })).rejects.toMatchObject({ code: 'damaged', message: /restore\.json/ });
});

it('who does not set sites up has no say: roles', async () => {
  const lot = await openAtWork();
  const { people } = await lot.call('people.list', {});
  const zhao = people[0]?.id ?? '';
  for (const [role, secret] of [
    ['supervisor', 'zhu-guan-22'],
    ['attendant', '802417'],
  ] as const) {
    await lot.call('people.add', { key: press(), name: role, role });
    const person = (await lot.call('people.list', {})).people.find(({ name }) => name === role)?.id ?? '';
    const { secret: once } = await lot.call('people.give-secret', { person });
    await lot.call('session.sign-in', { person, secret: once });
    await lot.call('session.change-secret', { old: once, next: secret });
    const refused = {
      get: await lot.outcome('setup.get', {}),
      put: await lot.outcome('setup.put', { key: press(), revision: 0, section: 'retention', value: { days: 30 } }),
      save: await lot.outcome('setup.save', { key: press(), revision: 0, because: '改' }),
      export: await lot.outcome('setup.export', { passphrase: null }),
      versions: await lot.outcome('setup.versions', {}),
    };
    const versions = role === 'supervisor' ? 'ok' : 'not-allowed';
    const no = 'not-allowed';
    expect(refused).toEqual({ get: no, put: no, save: no, export: no, versions });
    await lot.call('session.sign-in', { person: zhao, secret: BEGINNER.secret });
  }
});

it('as a process: set up, begun anew at work, killed, and at work again', async () => {
  const data = mkdtempSync(join(tmpdir(), 'set-up-'));
  const key = join(data, 'key');
  writeFileSync(key, Buffer.alloc(32, 5).toString('base64'), { mode: 0o600 });
  const files = { site: join(data, 'site.json'), data, key };
  let station = await startStation(files, { as: null });
  onTestFinished(async () => {
    await station.stop();
    rmSync(data, { recursive: true, force: true });
  });
  await station.call('setup.begin', BEGINNER);
  let { revision } = await station.call('setup.get', {});
  for (const section of ['lot', 'capture', 'links', 'lanes'] as const) {
    const value = structuredClone(SMALL[section]) as never;
    ({ revision } = await station.call('setup.put', { key: press(), revision, section, value }));
  }
  const secret = { key: press(), name: 'cameras.cam-1', value: CAMERA_SECRET };
  ({ revision } = await station.call('setup.put-secret', secret));
  const anew = new Promise<unknown>((resolve) => station.on('session', resolve));
  expect(await station.call('setup.save', { key: press(), revision, because: '首次设置' })).toEqual({
    effect: 'restart',
  });
  await anew;
  expect((await station.call('board.get', {})).lot.onDuty).toBe('赵工');
  await station.kill();
  station = await startStation(files, { as: null });
  expect(await station.call('session.get', {})).toMatchObject({ place: '医院 · 东门岗', people: [{ name: '赵工' }] });
});
