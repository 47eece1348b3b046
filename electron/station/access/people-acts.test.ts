import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStaffedLot, SECRETS } from './access.fixture.ts';

let lot: Awaited<ReturnType<typeof openStaffedLot>>;
beforeEach(async () => (lot = await openStaffedLot()));
afterEach(() => lot.close());

const nothing = () => undefined;
const by = (id: string) => {
  const person = lot.now.people.byId(id);
  if (person === null) throw new Error(id);
  return person;
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

it('a supervisor takes attendants on and lets them go; who has gone signs in no more and stays in the records', async () => {
  const { peopleActs, people } = lot.now;
  peopleActs.add({ name: '周师傅', role: 'attendant' }, by('li'), nothing);
  const zhou = people.all().find(({ name }) => name === '周师傅');
  const { secret } = await peopleActs.giveSecret({ person: zhou?.id ?? '' }, by('li'));
  await lot.signIn(zhou?.id ?? '', secret);
  await lot.now.signIn.change({ old: secret, next: '640281' });
  peopleActs.end({ person: zhou?.id ?? '' }, by('li'), nothing);
  expect(lot.now.desk.view().state).toBe('signed-out');
  await expect(lot.signIn(zhou?.id ?? '', '640281')).rejects.toMatchObject({ code: 'wrong-secret' });
  expect(people.nameOf(zhou?.id ?? '')).toBe('周师傅');
  peopleActs.return({ person: zhou?.id ?? '' }, by('li'), nothing);
  expect(peopleActs.list().people.at(-1)).toMatchObject({ state: 'active', ready: false });
});

it('a supervisor has no say over installers, an attendant over nobody', () => {
  const { peopleActs } = lot.now;
  expect(codeOf(() => peopleActs.end({ person: 'zhao' }, by('li'), nothing))).toBe('not-allowed');
  expect(codeOf(() => peopleActs.change({ person: 'wang', name: '王', role: 'installer' }, by('li'), nothing))).toBe(
    'not-allowed',
  );
  expect(codeOf(() => peopleActs.add({ name: '工', role: 'installer' }, by('li'), nothing))).toBe('not-allowed');
  expect(codeOf(() => peopleActs.end({ person: 'kan' }, by('wang'), nothing))).toBe('not-allowed');
});

it('nobody ends or promotes themselves, and somebody is left who lets others in', () => {
  const { peopleActs } = lot.now;
  expect(codeOf(() => peopleActs.end({ person: 'zhao' }, by('zhao'), nothing))).toBe('not-now');
  expect(codeOf(() => peopleActs.change({ person: 'li', name: '李', role: 'attendant' }, by('li'), nothing))).toBe(
    'not-now',
  );
  expect(codeOf(() => peopleActs.end({ person: 'li' }, by('zhao'), nothing))).toBe('not-now');
  expect(codeOf(() => peopleActs.change({ person: 'li', name: '李', role: 'viewer' }, by('zhao'), nothing))).toBe(
    'not-now',
  );
  expect(codeOf(() => peopleActs.change({ person: 'li', name: '李经理', role: 'supervisor' }, by('li'), nothing))).toBe(
    'ok',
  );
});

it('two people of now are never called the same', () => {
  const { peopleActs } = lot.now;
  expect(codeOf(() => peopleActs.add({ name: '王师傅', role: 'viewer' }, by('li'), nothing))).toBe('bad-input');
});

it('a supervisor ends the wait of somebody who forgot the password, by giving a new one', async () => {
  for (let n = 0; n < 5; n += 1) await lot.signIn('wang', '111222').catch(nothing);
  expect(lot.now.signIn.view().people.find(({ id }) => id === 'wang')?.waitUntil).not.toBeNull();
  const { secret } = await lot.now.peopleActs.giveSecret({ person: 'wang' }, by('li'));
  await lot.signIn('wang', secret);
  expect(lot.now.desk.view().mustChange).toBe(true);
  await expect(lot.signIn('wang', SECRETS.wang)).rejects.toMatchObject({ code: 'wrong-secret' });
});
