import type { Access } from './access/access.ts';
import type { Handlers } from './commands.ts';

type PeopleHandlers = {
  [C in keyof Handlers as C extends `people.${string}` | `audit.${string}` ? C : never]: Handlers[C];
};

/** Who works here, and the record of who did what. */
export function peopleCommands({ acts, audit, peopleActs }: Access): PeopleHandlers {
  const done = { done: true } as const;
  return {
    'people.list': () => peopleActs.list(),
    'people.add': ({ key, ...person }, who) => {
      peopleActs.add(person, who, acts.once(key, 'people.add', who.id));
      return done;
    },
    'people.change': ({ key, ...change }, who) => {
      peopleActs.change(change, who, acts.once(key, 'people.change', who.id));
      return done;
    },
    'people.end': ({ key, ...which }, who) => {
      peopleActs.end(which, who, acts.once(key, 'people.end', who.id));
      return done;
    },
    'people.return': ({ key, ...which }, who) => {
      peopleActs.return(which, who, acts.once(key, 'people.return', who.id));
      return done;
    },
    'people.give-secret': (which, who) => peopleActs.giveSecret(which, who),
    'audit.page': ({ skip = 0, limit = 100, person }) => audit.page({ skip, limit, who: person }),
    'audit.check': () => audit.check(),
  };
}
