import { describe, expect, it } from 'vitest';
import { db4403Form as form } from './report-form.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

const entry = {
  id: '0123456789abcdef0123456789abcdef',
  parkCode: 'P4403050001',
  carNo: '粤B12345',
  plateColor: '0',
  carModel: 3,
  enterTime: '2024-11-21 09:41:27',
  entranceName: '入口 1',
};

describe('what a person may put right', () => {
  it.each(Object.keys(events) as EventInterface[])(
    '%s: no id, no sum, nothing nested, and not what names its reply',
    (name) => {
      const { request, match } = events[name];
      for (const { name: field, editable } of form.columns(name)) {
        if (!editable) continue;
        const { type } = request.fields.find((each) => each.name === field) ?? { type: null };
        expect(['String', 'Int', 'DateTime'], field).toContain(type);
        expect(field).not.toBe(match?.request);
        expect(field).not.toMatch(/^(id|parkCode|\w+(Id|Code))$/);
      }
    },
  );

  it('base data and counts are put right where they come from', () => {
    for (const name of [
      'parkInfo',
      'gateInfo',
      'stallInfo',
      'chargeStandard',
      'sharePlan',
      'stallCount',
      'stallStatus',
    ]) {
      expect(form.columns(name).length).toBeGreaterThan(0);
      expect(form.columns(name).filter(({ editable }) => editable)).toEqual([]);
    }
  });

  it('choices and lengths are those of the table', () => {
    const columns = new Map(form.columns('vehicleEnter').map((column) => [column.name, column]));
    expect(columns.get('carNo')).toMatchObject({ kind: 'text', maxLength: 10, required: true, editable: true });
    expect(columns.get('carModel')).toMatchObject({ kind: 'number', choices: [1, 2, 3], required: false });
    expect(form.columns('toString')).toEqual([]);
  });
});

describe('what a report is about', () => {
  it.each([
    ['vehicleEnter', entry, '粤B12345'],
    ['stallStatus', { stallNo: 'B2-017', parkCode: 'P' }, 'B2-017'],
    ['payResult', { orderNo: 'S20241121', payResult: 1 }, 'S20241121'],
    ['gateInfo', { id: 'x', name: '东门', parkCode: 'P' }, '东门'],
    ['stallCount', { parkCode: 'P', usedStalls: 3 }, null],
  ])('%s', (name, payload, subject) => {
    expect(form.subject(name, payload)).toBe(subject);
  });
});

describe('a payload that was put right', () => {
  it('fits its table', () => {
    expect(form.check('vehicleEnter', entry)).toBeNull();
  });

  it.each([
    [{ carNo: '' }, 'carNo', 'missing'],
    [{ carNo: '粤B1234567890' }, 'carNo', 'too-long'],
    [{ carNo: '粤B\u0007' }, 'carNo', 'bad-characters'],
    [{ enterTime: 'nine' }, 'enterTime', 'wrong-form'],
    [{ enterTime: '2024-02-30 09:00:00' }, 'enterTime', 'out-of-range'],
    [{ plateColor: '9' }, 'plateColor', 'not-a-choice'],
  ])('%o: the field and what is wrong with it', (wrong, field, problem) => {
    expect(form.check('vehicleEnter', { ...entry, ...wrong })).toEqual({ field, problem });
  });

  it('of an interface that is not known fits nothing', () => {
    expect(form.check('carIn', entry)).toEqual({ field: null, problem: 'unknown' });
  });
});

describe('the stay behind a record', () => {
  it('has the corrected fields, in the words of the domain', () => {
    const right = { ...entry, carNo: '粤B12346', plateColor: '4', carModel: 1, enterTime: '2024-11-21 09:40:00' };
    expect(form.stayChanges('vehicleEnter', right, ['carNo', 'plateColor', 'carModel', 'enterTime'])).toEqual({
      plate: '粤B12346',
      plateColour: 'green',
      carModel: 'large',
      enteredAt: Date.UTC(2024, 10, 21, 1, 40),
    });
  });

  it('loses what was taken away, and keeps what the platform has no code for', () => {
    expect(form.stayChanges('vehicleLeave', {}, ['carColor', 'stallNo', 'exitName', 'leaveTime'])).toEqual({
      carColour: null,
      stallNo: null,
      exitName: null,
    });
  });

  it('is not touched by reports of other things', () => {
    expect(form.stayChanges('eventReport', { carNo: '粤B12346' }, ['carNo'])).toBeNull();
    expect(form.stayChanges('chargeRecord', { payFrom: '微信' }, ['payFrom'])).toBeNull();
  });
});
