import { commands } from '../../electron/contract/commands.ts';
import type { CommandName } from '../../electron/contract/commands.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import type { Role } from '../../electron/contract/vocabulary.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { press } from '../support/station.ts';
import type { Attack } from './attack.ts';
import type { PersonId, Scene } from './scene.ts';

/** At the desk: commands by whoever may not give them, and passwords guessed. */

const NAMES = Object.keys(commands) as CommandName[];
const needOf = (name: CommandName) => commands[name].role;

/** How often each answer came, e.g. `12 locked`. A command with an empty input says whether it would have been let in. */
async function answersTo({ forges }: Scene, names: readonly CommandName[]): Promise<string> {
  const answers = new Map<string, number>();
  for (const name of names) {
    const answer = await forges(name, {});
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
  }
  return [...answers].map(([answer, count]) => `${count} ${answer}`).join(', ');
}

const all = (names: readonly CommandName[], answer: string): string => `${names.length} ${answer}`;

/** Commands that need a hand at the desk, and do not change who sits there. */
const OF_WORK = NAMES.filter((name) => needOf(name) !== 'anyone' && !name.startsWith('session.'));

/** None where a role may do all that there is. */
function byRole(role: Role, person: PersonId): Attack<Scene>[] {
  const barred = NAMES.filter((name) => !mayRun(role, needOf(name)));
  const own = OF_WORK.filter((name) => mayRun(role, needOf(name)));
  if (barred.length === 0) return [];
  return [
    {
      name: `role ${role}`,
      tried: `each of the ${barred.length} commands that are not a ${role}'s work`,
      attack: {
        expected: all(barred, 'not-allowed'),
        async run(scene) {
          await scene.signIn(person);
          return answersTo(scene, barred);
        },
      },
      control: {
        expected: 'none of its own is refused to the role',
        async run(scene) {
          const answers = await answersTo(scene, own);
          return /not-allowed|locked|signed-out|unknown/.test(answers)
            ? answers
            : 'none of its own is refused to the role';
        },
      },
    },
  ];
}

const AT_GATE = /^(lane\.|exit\.|board\.get|receipt\.|charges\.(due|pay-cash|show-code|scan)|pictures\.)/;
const AWAY_FROM_GATE = OF_WORK.filter((name) => !AT_GATE.test(name));

const signedIn = {
  expected: 'ok',
  run: async (scene: Scene) => (await scene.signIn('wang'), scene.asks('board.get', {})),
};

/** The id that a new person got. */
async function takeOn({ station, signIn }: Scene, name: string): Promise<{ id: string; secret: string }> {
  await signIn('li');
  await station.call('people.add', { key: press(), name, role: 'attendant' });
  const { people } = await station.call('people.list', {});
  const id = people.find((person) => person.name === name)?.id ?? '';
  return { id, ...(await station.call('people.give-secret', { person: id })) };
}

export const DESK: readonly Attack<Scene>[] = [
  ...byRole('viewer', 'kan'),
  ...byRole('attendant', 'wang'),
  ...byRole('supervisor', 'li'),
  ...byRole('installer', 'zhao'),
  {
    name: 'signed out',
    tried: `each of the ${OF_WORK.length} commands with nobody at the desk`,
    attack: {
      expected: all(OF_WORK, 'signed-out'),
      async run(scene) {
        await scene.asks('session.sign-out', {});
        return answersTo(scene, OF_WORK);
      },
    },
    control: signedIn,
  },
  {
    name: 'locked desk',
    tried: `each of the ${AWAY_FROM_GATE.length} commands away from the gate at a locked desk`,
    attack: {
      expected: all(AWAY_FROM_GATE, 'locked'),
      async run(scene) {
        await scene.signIn('li');
        await scene.asks('session.lock', {});
        return answersTo(scene, AWAY_FROM_GATE);
      },
    },
    control: { expected: 'ok', run: async (scene) => (await scene.signIn('li'), scene.asks('people.list', {})) },
  },
  {
    name: 'first password not changed',
    tried: `each of the ${OF_WORK.length} commands with a password that somebody else gave`,
    attack: {
      expected: all(OF_WORK, 'must-change'),
      async run(scene) {
        const { id, secret } = await takeOn(scene, '周师傅');
        await scene.asks('session.sign-in', { person: id, secret });
        return answersTo(scene, OF_WORK);
      },
    },
    control: signedIn,
  },
  {
    name: 'a supervisor makes an installer',
    tried: 'people.add with the role of those who change devices',
    attack: {
      expected: 'not-allowed',
      async run(scene) {
        await scene.signIn('li');
        return scene.asks('people.add', { key: press(), name: '假安装', role: 'installer' });
      },
    },
    control: {
      expected: 'ok',
      async run(scene) {
        await scene.signIn('zhao');
        return scene.asks('people.add', { key: press(), name: '真安装', role: 'installer' });
      },
    },
  },
  {
    name: 'a supervisor takes the installer’s password',
    tried: 'people.give-secret for zhao by li',
    attack: {
      expected: 'not-allowed',
      run: async (scene) => (await scene.signIn('li'), scene.asks('people.give-secret', { person: 'zhao' })),
    },
    control: {
      expected: 'ok',
      run: async (scene) => (await takeOn(scene, '吴师傅'), 'ok'),
    },
  },
  {
    name: 'a higher role for oneself',
    tried: 'people.change of li to installer by li',
    attack: {
      expected: 'not-allowed',
      async run(scene) {
        await scene.signIn('li');
        return scene.asks('people.change', { key: press(), person: 'li', name: '李主管', role: 'installer' });
      },
    },
    control: null,
  },
  {
    name: 'claiming a site that has its people',
    tried: 'session.claim by the installer’s id with a password of one’s own',
    attack: {
      expected: 'not-now',
      run: ({ asks }) => asks('session.claim', { person: 'zhao', secret: 'mine-from-now-on-1' }),
    },
    control: null,
  },
  {
    name: 'acting as somebody else',
    tried: 'lane.open-by-hand with who, role and actor of a supervisor in its input',
    attack: {
      expected: 'ok, by wang',
      async run(scene) {
        await scene.signIn('wang');
        const forged = { who: 'li', role: 'supervisor', actor: { id: 'li', role: 'supervisor' } };
        const input = { key: press(), laneId: 'out-1', because: 'who was it', ...forged };
        const answer = await scene.forges('lane.open-by-hand', input);
        await scene.signIn('li');
        const { lines } = await scene.station.call('audit.page', { limit: 20 });
        const line = lines.find(({ what, about }) => what === 'lane.open-by-hand' && about.includes('who was it'));
        return `${answer}, by ${line?.who === '王师傅' ? 'wang' : line?.who}`;
      },
    },
    control: null,
  },
  {
    name: 'the same act again',
    tried: 'one press sent twenty times',
    attack: {
      expected: 'one act on record',
      async run(scene) {
        await scene.signIn('wang');
        const input = { key: press(), laneId: null, because: 'twenty times' };
        await Promise.all(Array.from({ length: 20 }, () => scene.asks('lot.report-illegal-parking', input)));
        await scene.signIn('li');
        const { lines } = await scene.station.call('audit.page', { limit: 50 });
        const count = lines.filter(({ about }) => about.includes('twenty times')).length;
        return count === 1 ? 'one act on record' : `${count} acts on record`;
      },
    },
    control: null,
  },
  {
    name: 'guessing a password',
    tried: '50 guesses at once for one person, then the right one',
    attack: {
      expected: '4 wrong-secret, 46 wait, then wait',
      async run(scene) {
        const { id, secret } = await takeOn(scene, '郑师傅');
        const guesses = Array.from({ length: 50 }, (_, n) => `9${String(n).padStart(7, '0')}`);
        const got = await Promise.all(guesses.map((guess) => scene.asks('session.sign-in', { person: id, secret: guess }))); // prettier-ignore
        const count = (code: string) => got.filter((each) => each === code).length;
        const then = await scene.asks('session.sign-in', { person: id, secret });
        return `${count('wrong-secret')} wrong-secret, ${count('wait')} wait, then ${then}`;
      },
    },
    control: { expected: 'ok', run: async (scene) => (await scene.signIn('wang'), 'ok') },
  },
  {
    name: 'finding out who works here',
    tried: 'a password for an id that nobody has',
    attack: {
      expected: 'wrong-secret',
      run: ({ asks }) => asks('session.sign-in', { person: 'nobody', secret: '135790' }),
    },
    control: null,
  },
  {
    name: 'a password of ten megabytes',
    tried: 'session.sign-in with a secret that would take long to hash',
    attack: {
      expected: 'bad-input',
      run: ({ asks }) => asks('session.sign-in', { person: 'wang', secret: '1'.repeat(10_000_000) }),
    },
    control: signedIn,
  },
  {
    name: 'an easy password',
    tried: 'a supervisor changes theirs to 12345678, to a run, to their own id',
    attack: {
      expected: 'bad-input, bad-input, bad-input',
      async run(scene) {
        await scene.signIn('li');
        const old = DEMO_PEOPLE.find(({ id }) => id === 'li')?.password ?? '';
        const answers: string[] = [];
        for (const next of ['12345678', 'abcdefgh', 'short1'])
          answers.push(await scene.asks('session.change-secret', { old, next }));
        return answers.join(', ');
      },
    },
    control: null,
  },
];
