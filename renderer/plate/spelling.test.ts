import { describe, expect, it } from 'vitest';
import { PLATE_MARKS, PROVINCES, SERIAL_LETTERS } from '../../electron/contract/plate-characters.ts';
import { deleteAt, insertAt, PLATE_LENGTH, splitsAfter, typed, withProvince } from './spelling.ts';

describe('typing a plate', () => {
  it('takes what was typed in any case and width, without separators', () => {
    expect(typed('粤b·12345')).toBe('粤B12345');
    expect(typed('粤Ｂ－１２３ ４５')).toBe('粤B12345');
    expect(typed('<script>')).toBe('SCRIPT');
    expect(typed('粤'.repeat(40))).toHaveLength(PLATE_LENGTH);
  });

  it('a new-energy plate has eight characters, however it is put together', () => {
    const keys = ['B', 'D', '1', '2', '3', '4', '5'];
    const built = keys.reduce(({ text, caret }, key) => insertAt(text, key, caret, caret), withProvince('', '粤'));
    expect(built).toEqual({ text: '粤BD12345', caret: 8 });
    expect(typed('粤bd12345')).toBe('粤BD12345');
  });

  it('puts a key at the caret, over what is selected', () => {
    expect(insertAt('粤B1234', '5', 6, 6)).toEqual({ text: '粤B12345', caret: 7 });
    expect(insertAt('粤B12345', '8', 3, 4)).toEqual({ text: '粤B18345', caret: 4 });
  });

  it('deletes before the caret, or what is selected', () => {
    expect(deleteAt('粤B12345', 7, 7)).toEqual({ text: '粤B1234', caret: 6 });
    expect(deleteAt('粤B12345', 2, 4)).toEqual({ text: '粤B345', caret: 2 });
    expect(deleteAt('', 0, 0)).toEqual({ text: '', caret: 0 });
  });

  it('a province key replaces the province, and gives one to a plate read without', () => {
    expect(withProvince('粤B12345', '湘')).toEqual({ text: '湘B12345', caret: 1 });
    expect(withProvince('B12345', '湘')).toEqual({ text: '湘B12345', caret: 1 });
    expect(withProvince('', '京')).toEqual({ text: '京', caret: 1 });
  });
});

describe('drawing a plate', () => {
  it('has its dot after province and authority letter, and none elsewhere', () => {
    expect(splitsAfter('粤B12345')).toBe(2);
    expect(splitsAfter('粤BD08888')).toBe(2);
    expect(splitsAfter('WJ粤1234X')).toBe(0);
    expect(splitsAfter('123456使')).toBe(0);
    expect(splitsAfter('TURB0GT')).toBe(0);
    expect(splitsAfter('')).toBe(0);
  });

  it('the keypad has every province once, and no I or O', () => {
    expect(new Set(PROVINCES).size).toBe(31);
    expect(new Set(PLATE_MARKS).size).toBe(PLATE_MARKS.length);
    expect(SERIAL_LETTERS).toHaveLength(24);
    expect(SERIAL_LETTERS).not.toMatch(/[IO]/);
  });
});
