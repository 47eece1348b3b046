import { describe, expect, it } from 'vitest';
import type { Reply, ReplyEntry } from './envelope.ts';
import { judge, pack, questionOf, readReply } from './message.ts';
import type { Question } from './message.ts';
import type { EventInterface } from './tables/interfaces.ts';

const ask = (name: EventInterface, payload: string): Question =>
  questionOf({ interface: name, payload, live: true, unanswered: false, corrected: false }, () => undefined);
const enter = (id: string | null, more = ''): Question =>
  ask('vehicleEnter', JSON.stringify({ ...(id !== null && { id }), more }));
const idsOf = (messages: Question[][]) => messages.map((message) => message.map(({ id }) => id));

const entry = (fields: Record<string, unknown>): ReplyEntry => ({
  code: typeof fields['code'] === 'number' ? fields['code'] : null,
  message: typeof fields['message'] === 'string' ? fields['message'] : null,
  fields,
});
const reply = (code: number, ...entries: Record<string, unknown>[]): Reply => ({
  code,
  message: 'outside',
  entries: entries.map(entry),
  outer: {},
});

describe('a question', () => {
  it('takes its id from the field that the tables name', () => {
    expect(enter('1').id).toBe('1');
    expect(ask('overdueOrder', '{"overdueOrderNo":"O1"}').id).toBe('O1');
  });

  it('goes alone when its payload does not hold that field, or its interface has none', () => {
    expect(enter(null)).toMatchObject({ id: null, alone: true });
    expect(ask('chargeStandard', '{"charger":"x"}')).toMatchObject({ id: null, alone: true });
    expect(ask('imageUpload', '{"id":"1"}')).toMatchObject({ id: null, alone: true });
  });
});

describe('packing into messages', () => {
  it('fills one message up to the most, in order', () => {
    expect(
      idsOf(
        pack(
          ['1', '2', '3', '4', '5'].map((id) => enter(id)),
          2,
        ),
      ),
    ).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it('puts no id twice into one message, and nothing beside a question without one', () => {
    const questions = [enter('1'), enter('2'), enter('1'), enter(null), enter('3')];
    expect(idsOf(pack(questions, 50))).toEqual([['1', '2'], ['1', '3'], [null]]);
  });

  it('stays below 10 MB', () => {
    const third = 'x'.repeat(4 * 1024 * 1024);
    const messages = pack(
      ['1', '2', '3'].map((id) => enter(id, third)),
      50,
    );
    expect(idsOf(messages)).toEqual([['1', '2'], ['3']]);
  });

  it('knows the ones that went alone', () => {
    const [pair, single] = pack(
      ['1', '2', '3'].map((id) => enter(id)),
      2,
    );
    expect(pair?.map(({ alone }) => alone)).toEqual([false, false]);
    expect(single?.map(({ alone }) => alone)).toEqual([true]);
  });
});

describe('what a reply says of each', () => {
  const three = ['1', '2', '3'].map((id) => enter(id));
  const kinds = (answered: Reply, questions = three) =>
    readReply(questions, answered).map((judged) => (typeof judged === 'object' ? judged.kind : judged));

  it('a refused entry refuses only itself, in whatever order, whether the outside says 0, 1 or 4', () => {
    for (const outside of [0, 1, 4])
      expect(kinds(reply(outside, { id: '3', code: 0 }, { id: '1', code: 0 }, { id: '2', code: 1004 }))).toEqual([
        'delivered',
        'refused',
        'delivered',
      ]);
  });

  it('entries without an id stand in their place, if there are as many', () => {
    expect(kinds(reply(0, { code: 0 }, { code: 1007 }, { code: 1200 }))).toEqual(['delivered', 'refused', 'delivered']);
    expect(kinds(reply(0, { code: 0 }, { code: 0 }))).toEqual([undefined, undefined, undefined]);
  });

  it('what it does not name is not said', () =>
    expect(kinds(reply(0, { id: '1', code: 0 }, { id: '9', code: 0 }, { id: '3', code: 0 }))).toEqual([
      'delivered',
      undefined,
      'delivered',
    ]));

  it('a refusal of the whole message asks several one by one, and settles one that was alone', () => {
    // 1200 too: which of them is known already?
    for (const code of [1, 3, 4, 1004, 1200])
      expect(kinds(reply(code))).toEqual(['ask-alone', 'ask-alone', 'ask-alone']);
    for (const code of [1, 3, 4, 1004])
      expect(kinds(reply(code), [{ ...enter('1'), alone: true }])).toEqual(['refused']);
  });

  it('an illness of the platform, or a doubt about us, is no refusal of any', () => {
    for (const code of [5, 6, 7, 8, 3002]) expect(kinds(reply(code))).toEqual(['not-now', 'not-now', 'not-now']);
    // Whatever the entries say.
    expect(kinds(reply(8, { id: '1', code: 0 }, { id: '2', code: 0 }, { id: '3', code: 1004 }))[0]).toBe('not-now');
  });

  it('a number that is known already is no refusal of an event, and one of a state, whatever the outside says', () => {
    const two = (name: EventInterface) => ['1', '2'].map((id) => ask(name, JSON.stringify({ id })));
    for (const outside of [0, 1, 1200]) {
      const answered = reply(outside, { id: '1', code: 0 }, { id: '2', code: 1200 });
      expect(kinds(answered, two('vehicleEnter'))).toEqual(['delivered', 'delivered']);
      expect(kinds(answered, two('gateInfo'))).toEqual(['delivered', 'refused']);
    }
  });

  it('0 without entries is of all', () => expect(kinds(reply(0))).toEqual(['delivered', 'delivered', 'delivered']));

  it('takes the words of the entry over those outside', () => {
    const [one] = three as [Question];
    expect(judge(one, reply(1), entry({ code: 1004, message: 'carNo' }))).toEqual('ask-alone');
    expect(judge(one, reply(1, { code: 1004 }), entry({ code: 1004, message: 'carNo' }))).toEqual({
      kind: 'refused',
      code: '1004',
      message: 'carNo',
    });
    expect(judge({ ...one, alone: true }, reply(1), null)).toEqual({ kind: 'refused', code: '1', message: 'outside' });
  });

  it('a question without an id is answered by the only entry, whatever that names', () => {
    const standard = ask('chargeStandard', '{"charger":"x"}');
    expect(kinds(reply(0, { permitNo: '123456', code: 0 }), [standard])).toEqual(['delivered']);
  });
});
