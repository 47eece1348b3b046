import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../contract/commands.ts';
import type { CommandName } from '../../contract/commands.ts';
import { response } from '../../contract/wire.ts';
import type { Request, Response } from '../../contract/wire.ts';
import { role } from '../../contract/vocabulary.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { openLot } from '../lane/lane.fixture.ts';
import { LaneRefusal } from '../lane/parts.ts';
import { actsOf } from './acts.fixture.ts';
import { createDoor } from './door.ts';
import { refusal } from './refusal.ts';
import type { Actor, Run } from './door.ts';
import { mayRun } from '../../contract/rights.ts';

const KEY = '3f0c4a52-7f0e-4d0a-9a53-0a7d7c2f6c11';
const refuse: Request = { id: 7, command: 'lane.refuse', input: { key: KEY, laneId: 'east', arrivalId: 'a' } };
const done = { done: true };

/** What is answered at once. */
function atOnce(answer: Response | Promise<Response>): Response {
  if (answer instanceof Promise) throw new Error('this is answered later');
  return answer;
}

const actor = (of: Role): Actor => ({ id: 'li', name: 'Li', role: of });

interface Ran {
  command: CommandName;
  input: unknown;
  who: string;
}

/** A door behind which `does` is done; what came through it, and what it logged. */
function door(does: () => unknown = () => done, of: Role = 'attendant') {
  const ran: Ran[] = [];
  const logged: unknown[] = [];
  const run: Run = (command, input, { id: who }) => {
    ran.push({ command, input, who });
    return does();
  };
  const refused: CommandName[] = [];
  const answer = createDoor({
    run,
    admit(command) {
      const { role: needed } = commands[command];
      if (!mayRun(of, needed)) throw refusal('not-allowed', command);
      return actor(of);
    },
    onRefused: (command) => refused.push(command),
    log: (error) => logged.push(error),
  });
  return { answer: (request: Request) => atOnce(answer(request)), ran, logged, refused };
}

const codeOf = (answered: Response) => (answered.ok ? 'ok' : answered.error.code);

describe("the station's door", () => {
  it('lets a command through that parses, and answers with what came of it', () => {
    const { answer, ran } = door();
    expect(answer(refuse)).toEqual({ id: 7, ok: true, output: done });
    expect(ran).toEqual([{ command: 'lane.refuse', input: refuse.input, who: 'li' }]);
  });

  it('hands over what was parsed, not what was sent', () => {
    const { answer, ran } = door();
    answer({ ...refuse, input: { ...(refuse.input as object), because: '  no permit ', admin: true } });
    expect(ran[0]?.input).toEqual({ ...(refuse.input as object), because: 'no permit' });
  });

  it.each(['lane.explode', '', 'toString', '__proto__', 'constructor'])('knows no command %j', (command) => {
    const { answer, ran } = door();
    expect([codeOf(answer({ ...refuse, command })), ran]).toEqual(['unknown-command', []]);
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['']],
    ['no key', { laneId: 'east', arrivalId: 'a' }, ['key']],
    ['a key that is none, and no lane', { key: 'x', arrivalId: 'a' }, ['key', 'laneId']],
    ['a reason of blanks', { ...(refuse.input as object), because: '   ' }, ['because']],
    ['a lane that is a list', { ...(refuse.input as object), laneId: ['east'] }, ['laneId']],
  ])('refuses an input with %s and names each field', (_what, input, fields) => {
    const { answer, ran } = door();
    const answered = answer({ ...refuse, input });
    expect(answered).toMatchObject({ id: 7, ok: false, error: { code: 'bad-input' } });
    expect(Object.keys((!answered.ok && answered.error.fields) || {})).toEqual(fields);
    expect(ran).toEqual([]);
  });

  it('passes on the code of a refusal, and logs nothing', () => {
    const { answer, logged } = door(() => {
      throw new LaneRefusal('gone', 'another vehicle');
    });
    expect(answer(refuse)).toEqual({ id: 7, ok: false, error: { code: 'gone', message: 'another vehicle' } });
    expect(logged).toEqual([]);
  });

  it("a mistake of ours is logged and told as one, under no other part's code", () => {
    const mistake = Object.assign(new Error('undefined is not a lane'), { code: 'ENOENT' });
    const { answer, logged } = door(() => {
      throw mistake;
    });
    expect([codeOf(answer(refuse)), logged]).toEqual(['internal', [mistake]]);
  });

  it.each<[string, () => unknown]>([
    ['a result', () => done],
    [
      'a refusal',
      () => {
        throw new LaneRefusal('not-now', 'it is on the loop');
      },
    ],
    [
      'a mistake of ours',
      () => {
        throw new TypeError('undefined is not a lane');
      },
    ],
  ])('%s is an answer that main understands', (_what, does) => {
    expect(response.safeParse(door(does).answer(refuse)).success).toBe(true);
  });
});

describe('roles', () => {
  it('nobody may do all: money is the supervisor’s, devices are the installer’s, a viewer only looks', () => {
    const allowed = role.options.map((has) => role.options.filter((needed) => mayRun(has, needed)));
    expect(allowed).toEqual([
      ['viewer'],
      ['viewer', 'attendant'],
      ['viewer', 'attendant', 'supervisor'],
      ['viewer', 'attendant', 'installer'],
    ]);
  });

  it('every command is within reach of those it is for, and of nobody below', () => {
    for (const [command, { role: needed }] of Object.entries(commands)) {
      for (const has of role.options) {
        const { answer, refused } = door(() => done, has);
        const code = codeOf(answer({ id: 1, command, input: null }));
        // Whoever may run it is told of the input; whoever may not is told nothing of it.
        expect(code).toBe(mayRun(has, needed) ? 'bad-input' : 'not-allowed');
        expect(refused).toEqual(mayRun(has, needed) ? [] : [command]);
      }
    }
  });
});

describe('with a real store behind it', () => {
  const lots: ReturnType<typeof openLot>[] = [];
  afterEach(() => {
    for (const lot of lots.splice(0)) lot.end();
  });

  function lotWithDoor() {
    const lot = openLot({ lane: { others: 'ask' } });
    lots.push(lot);
    lot.sees('粤B12345');
    const acts = actsOf(lot.parts.db);
    const logged: unknown[] = [];
    const answer = createDoor({
      run: (_command, { key, arrivalId }: { key: string; arrivalId: string }, who) => {
        if (!acts.isDone(key)) lot.lane.refuse(arrivalId, who, null, acts.once(key, 'lane.refuse', who.id));
        return done;
      },
      admit: () => actor('attendant'),
      onRefused: () => undefined,
      log: (error) => logged.push(error),
    });
    return {
      lot,
      answer: (request: Request) => atOnce(answer(request)),
      logged,
      input: { key: KEY, laneId: 'east', arrivalId: lot.arrival.id },
    };
  }

  it('a key pressed twice, or an answer lost in a crash, is one act and the same answer twice', () => {
    const { lot, answer, input } = lotWithDoor();
    const answers = [1, 2].map((id) => answer({ ...refuse, id, input }));
    expect(answers.map(codeOf)).toEqual(['ok', 'ok']);
    expect(lot.facts()).toEqual(['asked 粤B12345', 'refused 粤B12345']);
    lot.restart();
    expect(actsOf(lot.parts.db).isDone(KEY)).toBe(true);
  });

  it('a full disk is told as one, and nothing was done', () => {
    const { lot, answer, logged, input } = lotWithDoor();
    lot.fillDisk();
    expect(answer({ ...refuse, input })).toMatchObject({ ok: false, error: { code: 'not-recorded' } });
    expect([lot.state.phase, logged]).toMatchObject(['asking', [{ code: 'SQLITE_FULL' }]]);
    lot.freeDisk();
    expect(codeOf(answer({ ...refuse, input }))).toBe('ok');
  });
});
