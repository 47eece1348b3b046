import type { Access } from './access/access.ts';
import type { Handlers } from './commands.ts';

type SessionHandlers = { [C in keyof Handlers as C extends `session.${string}` ? C : never]: Handlers[C] };

/** Coming to the desk and leaving it: answered whatever else the station can do. */
export function sessionCommands({ signIn, desk }: Pick<Access, 'signIn' | 'desk'>): SessionHandlers {
  const done = { done: true } as const;
  return {
    'session.get': () => signIn.view(),
    'session.claim': (wish) => signIn.claim(wish).then(() => done),
    'session.sign-in': (wish) => signIn.signIn(wish).then(() => done),
    'session.sign-out': () => {
      signIn.signOut();
      return done;
    },
    'session.lock': () => {
      signIn.lock();
      return done;
    },
    'session.alive': () => {
      desk.alive();
      return done;
    },
    'session.change-secret': (wish) => signIn.change(wish).then(() => done),
  };
}
