import type { Attack } from './attack.ts';
import { CAMERAS } from './cameras.ts';
import { DESK } from './desk.ts';
import { FILES } from './files.ts';
import { PLATFORM } from './platform.ts';
import type { Scene } from './scene.ts';
import { TABLES } from './tables.ts';
import { WIRE } from './wire.ts';

/** When all is over: nobody who tried has left anything but a line. */
const AFTER: Attack<Scene> = {
  name: 'after all of it',
  tried: 'the station and its audit looked at',
  attack: {
    expected: 'the same station, its audit whole, refusals on record',
    async run({ station, signIn }) {
      if (station.exited) return 'the station fell';
      await signIn('li');
      const { state } = await station.call('audit.check', {});
      const { lines } = await station.call('audit.page', { limit: 200 });
      const refused = lines.some(({ outcome }) => outcome === 'refused');
      return `the same station, its audit ${state}, ${refused ? 'refusals on record' : 'no refusal on record'}`;
    },
  },
  control: null,
};

/** What is tried on a station at work. */
export const ON_STATION: readonly Attack<Scene>[] = [
  ...DESK,
  ...WIRE,
  ...CAMERAS,
  ...PLATFORM,
  ...TABLES,
  ...FILES,
  AFTER,
];
