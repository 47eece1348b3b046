import { describe, expect, it } from 'vitest';
import { field } from '../preview/sync-fixtures.ts';
import { changedTexts } from './corrections.ts';

describe('what was put right', () => {
  const fields = [field('carNo', '粤B12345'), field('stallNo', ''), field('carModel', '3')];

  it('is what reads otherwise, spaces aside', () => {
    expect(changedTexts(fields, { carNo: ' 粤B12346 ', stallNo: ' ', carModel: '3' })).toEqual({ carNo: '粤B12346' });
  });

  it('includes what was emptied, not what was never shown', () => {
    expect(changedTexts(fields, { carModel: '' })).toEqual({ carModel: '' });
    expect(changedTexts(fields, {})).toEqual({});
  });
});
