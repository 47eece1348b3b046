import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './axe.ts';
import { openBooth, signInAs, until } from './booth.ts';
import type { Booth } from './booth.ts';

const [, WANG] = signInAs('wang').split(':');
const [, LI] = signInAs('li').split(':');
let booth: Booth;
beforeAll(async () => {
  booth = await openBooth({ lanes: '3', signIn: null });
});
afterAll(() => booth.close());

const type = (text = '') => booth.page.keyboard.type(text);

/** Keys go to this field. */
const focused = (testId: string) =>
  until(() => expect(booth.page.locator(`[data-testid="${testId}"]:focus`).count()).resolves.toBe(1));

describe('the desk', () => {
  it('nobody signed in: no car is shown, no key moves an arm; the nth person, the password, Enter', async () => {
    await booth.relieves(null);
    await booth.press('F1', 'O', 'Space');
    await booth.seesNo('board');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.launched.screenshot('screens/sign-in');
    await booth.press('1');
    await focused('password');
    await type('000000');
    await booth.press('Enter');
    expect(await booth.reads('sign-in-failure')).toContain('密码不对');
    await type(WANG);
    await booth.press('Enter');
    await booth.sees('board');
    expect(await booth.reads('on-duty')).toContain('王师傅');
  });

  it('locked it still works the lanes; anything else asks for the password first', async () => {
    await booth.relieves('wang');
    await booth.press('W');
    await booth.sees('person-dialog');
    await booth.launched.screenshot('screens/person-dialog');
    await booth.press('L');
    await until(async () => expect(await booth.reads('on-duty')).toContain('已锁定'));
    await booth.stands('in-1', '粤B12345');
    await booth.shows('in-1', { phase: 'asking', ready: true });
    await booth.press('F1');
    await booth.goesThrough('in-1');
    await booth.rests('in-1');
    await booth.press('/');
    await booth.sees('unlock-dialog');
    await booth.seesNo('history');
    await booth.launched.screenshot('screens/unlock-dialog');
    await focused('password');
    await type(WANG);
    await booth.press('Enter');
    await booth.seesNo('unlock-dialog');
    await booth.press('/');
    await booth.sees('history');
    await booth.press('Escape');
    await booth.seesNo('history');
  });

  it('a station that falls finds the attendant where they sat', async () => {
    await booth.relieves('wang');
    const pid = await booth.launched.stationPid();
    if (pid === null) throw new Error('no station');
    process.kill(pid, 'SIGKILL');
    await until(async () => {
      const now = await booth.launched.stationPid();
      expect(now).not.toBeNull();
      expect(now).not.toBe(pid);
    });
    await booth.lot.whenReady();
    await booth.stands('in-1', '粤B22345');
    await booth.shows('in-1', { phase: 'asking', ready: true });
    await booth.press('F1');
    await booth.goesThrough('in-1');
    await booth.rests('in-1');
  });
});

describe('people', () => {
  it('a supervisor takes somebody on; the password given is changed before anything else', async () => {
    await booth.relieves('li');
    await booth.press('W');
    await booth.sees('person-dialog');
    await booth.press('M');
    await booth.sees('people');
    await booth.page.click('[data-testid="add-person"]');
    await booth.sees('person-form');
    await focused('person-name');
    await type('周师傅');
    await booth.press('Enter');
    await booth.seesNo('person-form');
    const row = booth.page.locator('tr', { hasText: '周师傅' });
    await until(async () => expect(await row.count()).toBe(1));
    await booth.launched.screenshot('screens/people');
    await row.locator('[data-testid^="secret-"]').click();
    const secret = (await booth.reads('given-secret')).replace(/\s/g, '');
    await booth.launched.screenshot('screens/people-given');
    await booth.page.click('[data-testid="given-done"]');
    await booth.seesNo('given-secret');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Escape', 'W');
    await booth.sees('person-dialog');
    await booth.press('S');
    await booth.sees('sign-in');
    await until(() =>
      expect(booth.page.locator('[data-testid="sign-in"] button', { hasText: '周师傅' }).count()).resolves.toBe(1),
    );
    await booth.press('5');
    await focused('password');
    await type(secret);
    await booth.press('Enter');
    await booth.sees('change-password-send');
    await focused('old-password');
    await booth.launched.screenshot('screens/must-change');
    await booth.seesNo('board');
    await type(secret);
    await booth.press('Tab', 'Tab');
    await type('531806');
    await booth.press('Tab', 'Tab');
    await type('531806');
    await booth.press('Enter');
    await booth.sees('board');
    expect(await booth.reads('on-duty')).toContain('周师傅');
  });

  it('the audit says who did what, is whole, and is whole for whoever checks it at a terminal', async () => {
    await booth.relieves('li');
    await booth.stands('in-1', '粤B32345');
    await booth.shows('in-1', { phase: 'asking', ready: true });
    await booth.press('F1');
    await booth.goesThrough('in-1');
    await booth.rests('in-1');
    await booth.press('W');
    await booth.sees('person-dialog');
    await booth.press('M');
    await booth.sees('people');
    await booth.press('2');
    await until(async () => expect(await booth.reads('audit-lines')).toContain('放行'));
    await booth.page.click('[data-testid="check-audit"]');
    expect(await booth.reads('audit-check')).toContain('没有被改动过');
    await booth.launched.screenshot('screens/audit');
    const { stdout, status } = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        'out/station/entry.mjs',
        'verify-audit',
        '--data',
        booth.lot.files.data,
      ],
      { encoding: 'utf8' },
    );
    expect([status, stdout]).toEqual([0, expect.stringContaining('whole')]);
    await booth.press('Escape');
    await booth.seesNo('people');
  });

  it('an attendant is not shown the people, and the station refuses them as well', async () => {
    await booth.relieves('wang');
    await booth.press('W');
    await booth.sees('person-dialog');
    await booth.seesNo('person-M');
    const answered = await booth.page.evaluate(() => window.gatehouse.call('people.give-secret', { person: 'li' }));
    expect(answered).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    await booth.press('S');
    await booth.sees('sign-in');
    const cars = await booth.page.evaluate(() => window.gatehouse.call('board.get', {}));
    expect(cars).toMatchObject({ ok: false, error: { code: 'signed-out' } });
    await booth.press('2');
    await focused('password');
    await type(LI);
    await booth.press('Enter');
    await booth.sees('board');
  });
});

describe('a wrong password', () => {
  it('five times, and there is a wait, in words', async () => {
    await booth.relieves(null);
    await booth.press('1');
    for (let n = 0; n < 5; n += 1) {
      await until(() => expect(booth.page.locator('[data-testid="password"]').inputValue()).resolves.toBe(''));
      await type(`90010${n}`);
      await booth.press('Enter');
      await until(() => expect(booth.page.locator('[data-testid="password"]').inputValue()).resolves.toBe(''));
    }
    await until(async () => expect(await booth.reads('sign-in-failure')).toContain('5 分钟后再试'));
    await booth.launched.screenshot('screens/sign-in-wait');
  });
});
