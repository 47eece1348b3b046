import type { CommandInput, CommandName, CommandOutput } from '../contract/commands.ts';
import type { Access } from './access/access.ts';
import type { Actor } from './access/door.ts';
import { refusal } from './access/refusal.ts';
import type { Handlers } from './commands.ts';
import type { SettingsDesk } from './settings/desk.ts';

type SettingsCommand =
  | 'setup.begin'
  | 'setup.get'
  | 'setup.put'
  | 'setup.put-secret'
  | 'setup.put-file'
  | 'setup.discard'
  | 'setup.save'
  | 'setup.versions'
  | 'setup.take-version'
  | 'setup.export'
  | 'setup.import';

type SettingsHandlers = Pick<Handlers, SettingsCommand>;

/** What whoever sends one of these twice is told the second time. */
export type Again = Partial<Record<CommandName, () => unknown>>;

/** The draft of the site and its saving. `desk` null: this station does not know its own site file. */
export function settingsCommands(
  { acts, signIn, trail }: Pick<Access, 'acts' | 'signIn' | 'trail'>,
  settings: SettingsDesk | null,
): { handlers: SettingsHandlers; again: Again } {
  const done = { done: true } as const;
  const desk = (): SettingsDesk => {
    if (settings === null) throw refusal('not-now', 'the site file is not known here');
    return settings;
  };
  const view = (): CommandOutput<'setup.get'> => desk().view();

  /** An act on the draft, answered with what it is then. */
  const changing =
    <C extends SettingsCommand>(
      command: C,
      act: (input: Omit<CommandInput<C>, 'key'>, by: Actor, note: ReturnType<typeof acts.once>) => void,
    ) =>
    ({ key, ...wish }: CommandInput<C> & { key: string }, by: Actor): CommandOutput<'setup.get'> => {
      act(wish, by, acts.once(key, command, by.id));
      return view();
    };

  const handlers: SettingsHandlers = {
    'setup.begin': (wish) => signIn.begin(wish).then(() => done),
    'setup.get': view,
    'setup.put': changing('setup.put', (wish, by, note) => desk().put(wish, by, note)),
    'setup.put-secret': changing('setup.put-secret', (wish, by, note) => desk().putSecret(wish, by, note)),
    'setup.put-file': changing('setup.put-file', (wish, by, note) => desk().putFile(wish, by, note)),
    'setup.discard': changing('setup.discard', (_, __, note) => desk().discard(note)),
    'setup.save'({ key, ...wish }, actor) {
      const changes = view().changes.map(({ path }) => path);
      const input = { because: wish.because, changes };
      const note = acts.once(key, 'setup.save', actor.id);
      return acts.during({ input, actor }, () => ({ effect: desk().save(wish, actor, note) }));
    },
    'setup.versions': () => ({ versions: desk().versions() }),
    'setup.take-version': changing('setup.take-version', ({ no }, by, note) => desk().takeVersion(no, by, note)),
    async 'setup.export'({ passphrase }, by) {
      const packed = await desk().pack(passphrase);
      trail.note(by, 'setup.export', 'done', { withSecrets: passphrase !== null });
      return packed;
    },
    async 'setup.import'({ key, text, passphrase }, actor) {
      const travelled = await desk().unpack(text, passphrase);
      // Its twin may have come through while the passphrase was tried.
      if (acts.isDone(key)) return view();
      const input = { withSecrets: passphrase !== null };
      acts.during({ input, actor }, () =>
        desk().takeTravelled(travelled, actor, acts.once(key, 'setup.import', actor.id)),
      );
      return view();
    },
  };

  return {
    handlers,
    again: {
      'setup.put': view,
      'setup.put-secret': view,
      'setup.put-file': view,
      'setup.discard': view,
      'setup.take-version': view,
      'setup.import': view,
      'setup.save': () => ({ effect: desk().lastEffect() }),
    },
  };
}
