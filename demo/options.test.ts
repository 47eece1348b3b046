import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('nothing said is a lot of three lanes at twenty times the pace', () => {
  expect(parseOptions([])).toEqual({
    ok: true,
    options: {
      seed: 28,
      lanes: '3',
      cars: 400,
      speed: 20,
      misread: 0.03,
      light: 'clock',
      seconds: null,
      screenshot: null,
      dataDir: null,
      controlPort: 0,
      app: true,
    },
  });
});

test('each option is read', () => {
  const argv =
    '--seconds 60 --screenshot demo.png --seed 9 --speed 2.5 --data d --misread 0.5 --lanes confirm --cars 0 --light night';
  expect(parseOptions(argv.split(' '))).toMatchObject({
    ok: true,
    options: { seconds: 60, screenshot: 'demo.png', seed: 9, speed: 2.5, dataDir: 'd', misread: 0.5, cars: 0 },
  });
  expect(parseOptions(['--no-app'])).toMatchObject({ ok: true, options: { app: false } });
});

test('every mistake is named', () => {
  const parsed = parseOptions(['--lanes', '9', '--speed', '0', '--cars', 'many', '--screenshot', 'x.png']);
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.split(' ')[0])).toEqual([
    '--lanes',
    '--cars',
    '--speed',
    '--screenshot:',
  ]);
  expect(parseOptions(['--fast'])).toMatchObject({ ok: false });
});
