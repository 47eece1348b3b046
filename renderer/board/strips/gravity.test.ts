import { describe, expect, it } from 'vitest';
import type { NoticeView } from '../../../electron/contract/board.ts';
import { byGravity } from './gravity.ts';

const notice = (code: NoticeView['code'], since: number): NoticeView => ({ code, subject: 'x', since, detail: '' });

describe('strips', () => {
  it('a full disk comes before a platform that waits, among equals the oldest', () => {
    const notices = [notice('platform', 1), notice('barrier', 9), notice('disk', 20), notice('barrier', 5)];
    expect(byGravity(notices).map(({ code, since }) => [code, since])).toEqual([
      ['disk', 20],
      ['barrier', 5],
      ['barrier', 9],
      ['platform', 1],
    ]);
  });
});
