import { afterEach, describe, expect, it } from 'vitest';
import { openDeskLot, openStaffedLot, SECRETS } from './access.fixture.ts';

type Lot = ReturnType<typeof openDeskLot>;
const lots: Lot[] = [];
afterEach(() => {
  for (const lot of lots.splice(0)) lot.close();
});
const kept = (lot: Lot): Lot => {
  lots.push(lot);
  return lot;
};
const staffed = async (over = {}): Promise<Lot> => kept(await openStaffedLot(over));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? 'no code',
  );

describe('a site without passwords', () => {
  it('knows none by default: who sets it up gives the first, and nobody else can', async () => {
    const lot = kept(openDeskLot());
    expect(lot.now.signIn.view()).toMatchObject({
      session: { state: 'unclaimed' },
      people: [{ ready: false }, {}, {}, {}],
    });
    for (const secret of ['', '123456', 'admin', 'admin123', '802417'])
      expect(await codeOf(lot.signIn('wang', secret))).toBe('wrong-secret');
    expect(await codeOf(lot.now.signIn.claim({ person: 'wang', secret: 'long-enough-1' }))).toBe('bad-input');
    expect(await codeOf(lot.now.signIn.claim({ person: 'zhao', secret: 'short1' }))).toBe('bad-input');
    expect(lot.now.desk.view().state).toBe('unclaimed');
    await lot.now.signIn.claim({ person: 'zhao', secret: SECRETS.zhao });
    expect(lot.now.desk.view()).toMatchObject({ state: 'signed-in', person: { id: 'zhao', role: 'installer' } });
    expect(await codeOf(lot.now.signIn.claim({ person: 'li', secret: 'another-one-1' }))).toBe('not-now');
  });

  it('a password given by another must be changed before anything else is done', async () => {
    const lot = kept(openDeskLot());
    await lot.now.signIn.claim({ person: 'zhao', secret: SECRETS.zhao });
    const { secret } = await lot.now.peopleActs.giveSecret({ person: 'wang' }, lot.now.desk.admit('people.list'));
    await lot.signIn('wang', secret);
    expect(lot.now.desk.view()).toMatchObject({ state: 'signed-in', mustChange: true });
    expect(['board.get', 'lane.release', 'session.alive'].map((c) => lot.admits(c as 'board.get'))).toEqual([
      'must-change',
      'must-change',
      'wang',
    ]);
    expect(lot.now.desk.open).toBe(false);
    expect(await codeOf(lot.now.signIn.change({ old: secret, next: secret }))).toBe('bad-input');
    expect(await codeOf(lot.now.signIn.change({ old: secret, next: '222222' }))).toBe('bad-input');
    expect(await codeOf(lot.now.signIn.change({ old: '00000000', next: SECRETS.wang }))).toBe('wrong-secret');
    await lot.now.signIn.change({ old: secret, next: SECRETS.wang });
    expect([lot.admits('lane.release'), lot.now.desk.open]).toEqual(['wang', true]);
  });
});

describe('signing in', () => {
  it('is by password: a wrong one lets nobody in, full-width digits are the same digits', async () => {
    const lot = await staffed();
    expect([await codeOf(lot.signIn('wang', '802418')), lot.admits('board.get')]).toEqual([
      'wrong-secret',
      'signed-out',
    ]);
    expect(await codeOf(lot.signIn('nobody', '802417'))).toBe('wrong-secret');
    await lot.signIn('wang', '８０２４１７');
    expect(lot.admits('board.get')).toBe('wang');
  });

  it('after five wrong passwords even the right one must wait; each further time the wait is doubled, up to an hour', async () => {
    const lot = await staffed();
    const wrong = () => codeOf(lot.signIn('wang', '111222'));
    expect([await wrong(), await wrong(), await wrong(), await wrong(), await wrong()]).toEqual([
      ...Array<string>(4).fill('wrong-secret'),
      'wait',
    ]);
    expect(await codeOf(lot.signIn('wang', SECRETS.wang))).toBe('wait');
    expect(await codeOf(lot.signIn('li', SECRETS.li))).toBe('ok');
    for (const minutes of [5, 10, 20, 40, 60, 60]) {
      lot.clock.advance(minutes * 60_000 - 1);
      expect([minutes, await codeOf(lot.signIn('wang', SECRETS.wang))]).toEqual([minutes, 'wait']);
      lot.clock.advance(1);
      expect(await wrong()).toBe('wait');
    }
    lot.clock.advance(60 * 60_000);
    expect(await codeOf(lot.signIn('wang', SECRETS.wang))).toBe('ok');
    expect(await wrong()).toBe('wrong-secret');
  });

  it('many guesses at once are answered one after the other, and count', async () => {
    const lot = await staffed();
    const guesses = Array.from({ length: 20 }, (_, n) => codeOf(lot.signIn('wang', String(900_000 + n))));
    const codes = await Promise.all([...guesses, codeOf(lot.signIn('wang', SECRETS.wang))]);
    expect(codes.filter((code) => code === 'wrong-secret')).toHaveLength(4);
    expect(codes.at(-1)).toBe('wait');
  });

  it('a restart in between forgets no wrong password', async () => {
    const lot = await staffed();
    for (let n = 0; n < 5; n += 1) {
      await codeOf(lot.signIn('wang', '111222'));
      lot.restart(`run-${n}`);
    }
    expect(await codeOf(lot.signIn('wang', SECRETS.wang))).toBe('wait');
  });

  it('whoever comes relieves whoever sat there', async () => {
    const lot = await staffed();
    await lot.signIn('wang', SECRETS.wang);
    await lot.signIn('li', SECRETS.li);
    expect(lot.now.desk.view().person?.id).toBe('li');
    expect(lot.lines().at(-1)).toBe('李主管 session.sign-in done {"person":"li","relieves":"wang"}');
  });

  it('a password grows old: it is changed at the next sign-in, never in mid-shift', async () => {
    const lot = await staffed({ renewDays: 90, lockAfterMin: 240 });
    lot.clock.advance(90 * 86_400_000 - 3_600_000);
    await lot.signIn('wang', SECRETS.wang);
    lot.clock.advance(2 * 3_600_000);
    expect(lot.admits('lane.release')).toBe('wang');
    lot.now.signIn.signOut();
    await lot.signIn('wang', SECRETS.wang);
    expect(lot.admits('lane.release')).toBe('must-change');
    await lot.now.signIn.change({ old: SECRETS.wang, next: '719305' });
    expect(lot.admits('lane.release')).toBe('wang');
  });
});

describe('a desk that nobody touches', () => {
  it('locks itself; the lanes can be worked on, all else waits for the password', async () => {
    const lot = await staffed({ lockAfterMin: 10 });
    await lot.signIn('wang', SECRETS.wang);
    lot.clock.advance(9 * 60_000);
    lot.now.desk.alive();
    lot.clock.advance(9 * 60_000);
    lot.now.signIn.sweep();
    expect(lot.now.desk.view().state).toBe('signed-in');
    lot.clock.advance(60_000);
    lot.now.signIn.sweep();
    expect(lot.now.desk.view().state).toBe('locked');
    expect([lot.admits('lane.release'), lot.admits('exit.pay-cash'), lot.admits('board.get')]).toEqual([
      'wang',
      'wang',
      'wang',
    ]);
    expect([lot.admits('history.find'), lot.admits('cards.list'), lot.admits('session.alive')]).toEqual([
      'locked',
      'locked',
      'locked',
    ]);
    lot.now.desk.alive();
    expect(lot.now.desk.view().state).toBe('locked');
    await lot.signIn('wang', SECRETS.wang);
    expect(lot.admits('history.find')).toBe('wang');
  });

  it('where the site says so the lanes wait too, and nothing of the cars is told', async () => {
    const lot = await staffed({ gateWhileLocked: false });
    await lot.signIn('wang', SECRETS.wang);
    lot.now.signIn.lock();
    expect([lot.admits('lane.release'), lot.admits('board.get'), lot.now.desk.open]).toEqual([
      'locked',
      'locked',
      false,
    ]);
  });
});

describe('a station that falls', () => {
  it('finds its desk as it was within one run of the program: a queue of cars waits for no password', async () => {
    const lot = await staffed();
    await lot.signIn('wang', SECRETS.wang);
    lot.restart('run-1');
    expect(lot.admits('lane.release')).toBe('wang');
    lot.now.signIn.lock();
    lot.restart('run-1');
    expect(lot.now.desk.view().state).toBe('locked');
  });

  it('another run of the program starts signed out', async () => {
    const lot = await staffed();
    await lot.signIn('wang', SECRETS.wang);
    lot.restart('run-2');
    expect([lot.now.desk.view().state, lot.admits('lane.release')]).toEqual(['signed-out', 'signed-out']);
  });
});

it('no password is in the store or in the audit', async () => {
  const lot = await staffed();
  await codeOf(lot.signIn('wang', 'geheim-wort'));
  await lot.signIn('wang', SECRETS.wang);
  const everything = JSON.stringify([
    lot.now.db.prepare('SELECT * FROM person').all(),
    lot.now.db.prepare('SELECT * FROM audit').all(),
    lot.now.db.prepare('SELECT * FROM desk').all(),
  ]);
  for (const secret of [...Object.values(SECRETS), 'geheim-wort']) expect(everything).not.toContain(secret);
});
