import type { AuditCheck, AuditLine, AuditPage, PersonView, SignInView } from '../../electron/contract/access.ts';
import { PEOPLE, PLACES } from './names.ts';

const people = (at: number): SignInView['people'] => [
  { id: 'wang', name: PEOPLE.attendant, role: 'attendant', ready: true, waitUntil: null },
  { id: 'zhou', name: PEOPLE.others[0], role: 'attendant', ready: true, waitUntil: at + 4 * 60_000 },
  { id: 'li', name: PEOPLE.others[1], role: 'supervisor', ready: true, waitUntil: null },
  { id: 'zhao', name: PEOPLE.others[2], role: 'installer', ready: true, waitUntil: null },
  { id: 'kan', name: PEOPLE.others[3], role: 'viewer', ready: false, waitUntil: null },
];

/** Who sits at the desk: `signed-in`, `signed-in-supervisor`, `signed-out`, `unclaimed`, `must-change`, `locked`, `shut`; `bare`, `signed-in-installer`, `installing` while there is no site. */
export function sessionSceneOf(name: string, at: number): SignInView {
  const all = people(at);
  const who =
    all[name === 'signed-in-supervisor' ? 2 : name === 'signed-in-installer' || name === 'installing' ? 3 : 0];
  const nobody = name === 'signed-out' || name === 'unclaimed' || name === 'bare';
  return {
    session: {
      state:
        name === 'bare'
          ? 'unclaimed'
          : name === 'unclaimed' || name === 'signed-out'
            ? name
            : name === 'locked' || name === 'shut'
              ? 'locked'
              : 'signed-in',
      person: nobody || who === undefined ? null : { id: who.id, name: who.name, role: who.role },
      since: nobody ? null : at - 3_600_000,
      mustChange: name === 'must-change',
      gateWhileLocked: name !== 'shut',
      lockAfterMin: 10,
    },
    people: all,
    place: `${PLACES.lot} · ${PLACES.desk}`,
    note: PEOPLE.note,
    ...((name === 'bare' || name === 'installing') && { settingUp: true as const }),
  };
}

/** What the people screen is told. */
export interface PeopleScene {
  people: PersonView[];
  audit: AuditPage;
  check: AuditCheck;
}

const DONE: readonly [what: string, about: string][] = [
  ['session.sign-in', '{"person":"li","relieves":"wang"}'],
  ['charges.refund', '{"chargeId":"0f3a…","amount":500,"because":"误收"}'],
  ['lane.open-by-hand', '{"laneId":"in-1","because":"救护车"}'],
  ['people.give-secret', '{"person":"zhou"}'],
];

export function peopleSceneOf(name: string, at: number): PeopleScene | null {
  if (name !== 'people-many' && name !== 'people-broken') return null;
  const lines = Array.from({ length: 100 }, (_, n): AuditLine => {
    const [what, about] = DONE[n % DONE.length] ?? ['', ''];
    return {
      seq: 1200 - n,
      at: at - n * 61_000,
      who: n % 7 === 6 ? null : PEOPLE.attendant,
      role: 'attendant',
      what,
      outcome: n % 7 === 6 ? 'refused' : 'done',
      about,
      hash: 'a1'.repeat(32),
    };
  });
  return {
    people: people(at).map((each, n) => ({
      ...each,
      state: n === 4 ? 'ended' : 'active',
      mustChange: n === 3,
      changedAt: at - n * 86_400_000,
      lastSignInAt: n === 4 ? null : at - n * 3_600_000,
    })),
    audit: { lines, total: 1200 },
    check:
      name === 'people-broken'
        ? { state: 'broken', seq: 812, why: 'changed' }
        : { state: 'whole', lines: 1200, from: at - 86_400_000, to: at, head: 'a1'.repeat(32) },
  };
}
