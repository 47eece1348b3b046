import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments, stationArguments } from './arguments.ts';

const place = { defaultData: resolve('/home/wang/gatehouse'), workingDirectory: resolve('/srv/lot'), packaged: false };

describe('the command line', () => {
  it('without arguments takes everything from the default data directory', () => {
    expect(parseArguments([], place)).toEqual({
      ok: true,
      value: {
        site: join(place.defaultData, 'site.json'),
        secrets: null,
        data: place.defaultData,
        seconds: null,
        screenshot: null,
        size: null,
        station: null,
        signIn: null,
        stationHost: null,
      },
    });
  });

  it("reads paths from the working directory, between Chromium's own switches and the app's folder", () => {
    const argv = ['--no-sandbox', '--inspect=0', '/app', '--site', 'site.json', '--data=data', '--size', '1920x1080'];
    expect(parseArguments(argv, place)).toMatchObject({
      ok: true,
      value: {
        site: join(place.workingDirectory, 'site.json'),
        data: join(place.workingDirectory, 'data'),
        size: { width: 1920, height: 1080 },
      },
    });
  });

  it('a screenshot without an end gets one', () => {
    expect(parseArguments(['--screenshot', 'a.png'], place)).toMatchObject({ value: { seconds: 15 } });
    expect(parseArguments(['--screenshot', 'a.png', '--seconds', '2.5'], place)).toMatchObject({
      value: { seconds: 2.5 },
    });
  });

  it('names every mistake, not only the first', () => {
    const argv = ['--seconds', 'soon', '--size', 'big', '--station-host', 'docker', '--site'];
    expect(parseArguments(argv, place)).toEqual({
      ok: false,
      problems: [
        '--site needs a value',
        '--seconds is a number above 0, not "soon"',
        '--size is like 1366x768, not "big"',
        '--station-host is utility or node, not "docker"',
      ],
    });
  });

  it('packaged program: nobody puts another station in its place', () => {
    const parsed = parseArguments(['--station', 'other.cjs'], { ...place, packaged: true });
    expect(parsed).toMatchObject({ ok: false });
  });

  it('who sits at the desk from the start is heard of outside a package alone', () => {
    const signIn = 'wang:13:5790';
    expect(parseArguments([], { ...place, signIn })).toMatchObject({
      value: { signIn: { person: 'wang', secret: '13:5790' } },
    });
    expect(parseArguments([], { ...place, signIn, packaged: true })).toMatchObject({ value: { signIn: null } });
    expect(parseArguments([], { ...place, signIn: 'wang' })).toMatchObject({ ok: false });
  });

  it('passes on to the station what concerns it', () => {
    const paths = { site: '/s.json', secrets: null, data: '/d' };
    expect(stationArguments(paths, 'run-1')).toEqual([
      '--site',
      '/s.json',
      '--data',
      '/d',
      '--key',
      '-',
      '--run',
      'run-1',
    ]);
    expect(stationArguments({ ...paths, secrets: '/x.json' }, 'run-1')).toContain('/x.json');
  });
});
