import { describe, expect, it } from 'vitest';
import { exportName } from './exports.ts';

const table = {
  url: 'blob:app://gatehouse/5b0c3f0e-6a39-4f4c-9b0b-0c8f5b0e6f11',
  mimeType: 'text/csv',
  fileName: 'db4403-搁置-20241121094127.csv',
};

describe('what the window may save', () => {
  it('a table that it made itself', () => {
    expect(exportName(table)).toBe('db4403-搁置-20241121094127.csv');
    expect(exportName({ ...table, mimeType: 'text/csv;charset=utf-8' })).toBe(table.fileName);
  });

  it('as a spreadsheet, too; and each under its own ending', () => {
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    expect(exportName({ ...table, mimeType: sheet, fileName: '月卡.xlsx' })).toBe('月卡.xlsx');
    expect(exportName({ ...table, mimeType: sheet })).toBeNull();
    expect(exportName({ ...table, fileName: '月卡.xlsx' })).toBeNull();
  });

  it('what support asked for', () => {
    const packed = { ...table, mimeType: 'application/zip', fileName: '岗亭支持-20241121094127.zip' };
    expect(exportName(packed)).toBe(packed.fileName);
    expect(exportName({ ...packed, mimeType: 'application/json' })).toBeNull();
  });

  it('a site to take along', () => {
    const site = { ...table, mimeType: 'application/json', fileName: '东门岗-20241121094127.json' };
    expect(exportName(site)).toBe(site.fileName);
    expect(exportName({ ...site, mimeType: 'text/csv' })).toBeNull();
  });

  it.each([
    { url: 'https://example.org/table.csv' },
    { url: 'blob:https://example.org/5b0c3f0e' },
    { url: 'blob:app://gatehouse.example/5b0c3f0e' },
    { url: 'data:text/csv,a' },
    { url: 'capture://images/a.jpg' },
    { mimeType: 'application/x-msdownload' },
    { mimeType: 'text/html' },
    { fileName: 'table.exe' },
    { fileName: 'table.csv.exe' },
    { fileName: '../table.csv' },
    { fileName: '..\\table.csv' },
    { fileName: 'con:table.csv' },
    { fileName: '.csv' },
    { fileName: `${'a'.repeat(97)}.csv` },
  ])('and nothing else: %o', (over) => {
    expect(exportName({ ...table, ...over })).toBeNull();
  });
});
