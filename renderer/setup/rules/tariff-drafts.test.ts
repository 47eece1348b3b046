import { describe, expect, it } from 'vitest';
import { tariff } from '../../../electron/contract/site-tariff.ts';
import { bandDraft, dayAndNight, isWholeDay, tariffDraft, withRate } from './tariff-drafts.ts';

describe('prices as a form begins with them', () => {
  it('are such as the site file takes', () => {
    expect(tariff.parse(tariffDraft('小型车')).rates[0]).toMatchObject({ freeMin: 30, cap: { per: '24h', fen: 6000 } });
  });

  it('a further rate comes before the one that is for all others', () => {
    const rates = withRate([{ name: '小型车' }], '新能源');
    expect(rates).toMatchObject([{ name: '新能源', for: { plateColours: ['green'] } }, { name: '小型车' }]);
  });

  it('a whole day is cut into day and night without a gap', () => {
    const band = bandDraft();
    expect(isWholeDay(band)).toBe(true);
    const [day, night] = dayAndNight(band);
    expect(day).toMatchObject({ from: '08:00', to: '20:00', first: { fen: 1000 } });
    expect(night).toMatchObject({ from: '20:00', to: '08:00' });
    expect(isWholeDay(day)).toBe(false);
  });
});
