import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const linesOf = (name: string): unknown[] =>
  readFileSync(join(data, 'logs', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('the log', () => {
  it('has main and station apart, each line a JSON object with its instant', () => {
    const log = openLog(join(data, 'logs'), { echo: false });
    log.write('station ended', { how: 'killed', asked: false });
    log.station('{"level":30,"time":1,"msg":"link"}');
    log.station('FATAL ERROR: heap out of memory');
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string;
    expect(linesOf('main.log')).toEqual([{ at, what: 'station ended', how: 'killed', asked: false }]);
    expect(linesOf('station.log')).toEqual([
      { level: 30, time: 1, msg: 'link' },
      { at, what: 'station', line: 'FATAL ERROR: heap out of memory' },
    ]);
  });

  it('a disk that refuses stops nobody', () => {
    const log = openLog(join(data, 'logs'), { echo: false });
    rmSync(join(data, 'logs'), { recursive: true });
    writeFileSync(join(data, 'logs'), 'no folder');
    expect(() => {
      log.write('something', {});
      log.station('something');
    }).not.toThrow();
  });
});
