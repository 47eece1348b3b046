import type { CommandName } from '../contract/commands.ts';
import { reportWish } from '../contract/reports.ts';
import type { Access } from './access/access.ts';
import type { Handlers } from './commands.ts';
import type { Reports } from './reports.ts';

type ReportHandlers = {
  [C in keyof Handlers as C extends `shift.${string}` | `reports.${string}` ? C : never]: Handlers[C];
};

/** Acts at the lanes and with money: with the first of them a shift begins where none is open. */
export const worksGate = (command: CommandName): boolean =>
  command.startsWith('lane.') ||
  command.startsWith('exit.') ||
  (command.startsWith('charges.') && command !== 'charges.due');

/** Who answers for the drawer, and what it all added up to. */
export function reportCommands(
  { acts, trail }: Pick<Access, 'acts' | 'trail'>,
  { shifts, reports }: Pick<Reports, 'shifts' | 'reports'>,
): ReportHandlers {
  const done = { done: true } as const;
  return {
    'shift.get': (_, who) => shifts.view(who),
    'shift.count': ({ key, ...count }, who) => {
      shifts.count(count, who, acts.once(key, 'shift.count', who.id));
      return done;
    },
    'shift.hand-over': ({ key, ...wish }, who) => {
      shifts.handOver(wish, who, acts.once(key, 'shift.hand-over', who.id));
      return done;
    },
    'shift.list': ({ before }) => shifts.page(before),
    'reports.begin': ({ key: id, wish }, who) => {
      const whole = reportWish.parse(wish);
      reports.begin(id, whole, who);
      trail.looked(who, 'reports.begin', { wish: whole });
      return { id };
    },
    'reports.get': ({ id }, who) => reports.job(id, who),
    'reports.cancel': ({ id }, who) => {
      reports.cancel(id, who);
      return done;
    },
    'reports.file': ({ language = 'zh-CN', ...wish }, who) => {
      const { id, kind, part } = wish;
      if (part === 0) trail.looked(who, 'reports.file', { id, kind });
      return reports.file({ ...wish, language }, who);
    },
  };
}
