import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { logPageErrors } from './page-errors.ts';

function listening() {
  const contents = new EventEmitter();
  const logged: Record<string, unknown>[] = [];
  let at = 0;
  logPageErrors(
    contents as unknown as WebContents,
    (_what, details) => logged.push(details),
    () => at,
  );
  return { contents, logged, pass: (ms: number) => (at += ms) };
}

describe('errors of the page', () => {
  it('are told as old and as new Electrons say them, and nothing else is', () => {
    const { contents, logged } = listening();
    contents.emit('console-message', {}, 3, 'Uncaught TypeError: x', 1, 'app://gatehouse/a.js');
    contents.emit('console-message', { level: 'error', message: 'Uncaught RangeError: y' }, 'deprecated');
    contents.emit('console-message', {}, 1, 'hello');
    contents.emit('console-message', { level: 'warning', message: 'careful' });
    expect(logged.map(({ text }) => text)).toEqual(['Uncaught TypeError: x', 'Uncaught RangeError: y']);
  });

  it('are cut short, and so many a minute', () => {
    const { contents, logged, pass } = listening();
    const fail = () => contents.emit('console-message', { level: 'error', message: 'x'.repeat(9000) });
    for (let n = 0; n < 50; n += 1) fail();
    expect(logged).toHaveLength(20);
    expect(logged[0]).toEqual({ text: 'x'.repeat(2000) });
    expect(logged.at(-1)).toMatchObject({ further: 'left out' });
    pass(60_001);
    fail();
    expect(logged).toHaveLength(21);
  });
});
