import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

function logging() {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line) });
  return { log, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>, all: () => lines.join('') };
}

describe("the station's log", () => {
  it('masks what stands under the name of a secret, however deep', () => {
    const { log, last, all } = logging();
    const secret = 'planted-4711';
    log.info({ password: secret, platform: 'db4403', options: { headers: { authorization: secret } } }, 'link');
    expect(last()).toMatchObject({
      msg: 'link',
      platform: 'db4403',
      password: '***',
      options: { headers: { authorization: '***' } },
    });
    log.warn({ err: Object.assign(new Error('refused'), { request: { body: secret, token: secret } }) }, 'answer');
    expect(all()).not.toContain(secret);
  });

  it('tells an error with its stack, in one line', () => {
    const { log, last, all } = logging();
    log.error(new RangeError('planted'), 'the station crashed');
    expect(last()).toMatchObject({
      level: 50,
      msg: 'the station crashed',
      err: { type: 'RangeError', message: 'planted' },
    });
    expect(JSON.stringify(last())).toContain('log.test.ts');
    expect(all().trim().split('\n')).toHaveLength(1);
  });
});
