import { describe, expect, it } from 'vitest';
import { createLanguages } from '../language/languages.ts';
import type { Site } from './site-paths.ts';
import { itemWords, placeWords, valueWords, wordsKeyOf } from './site-words.ts';

const { t } = createLanguages('zh-CN');
const site: Site = {
  lot: { name: '南山' },
  lanes: [{ id: 'in-1', name: '东入口', camera: { driver: 'push' } }, { id: 'out-1' }, {}],
};

describe('a place of the site file in words', () => {
  it('is named part by part, and lanes by their names', () => {
    expect(placeWords(t, site, 'lanes[0].camera.address')).toBe('车道 › 东入口 › 相机 › 地址');
    expect(placeWords(t, site, 'lanes[in-1].name')).toBe('车道 › 东入口 › 名称');
    expect(placeWords(t, site, 'lanes[gone].name')).toBe('车道 › gone › 名称');
    expect(placeWords(t, site, 'lanes[1].name')).toBe('车道 › out-1 › 名称');
    expect(placeWords(t, site, 'lanes[2]')).toBe('车道 › 第 3 个');
    expect(placeWords(t, site, 'platforms[0].ports.in-1')).toMatch(/in-1$/);
  });

  it('has the words of a shape once, wherever it stands', () => {
    expect(wordsKeyOf('lanes[0].barrier.inputs.opened.input')).toBe('setup.site.lanes.barrier.contact.input');
    expect(wordsKeyOf('tariff.rates[1].bands[0].days')).toBe('setup.site.hours.days');
    expect(wordsKeyOf('lot.name')).toBe('setup.site.lot.name');
  });

  it('knows a line of a list by its name, else by its number', () => {
    expect(itemWords(t, { name: '小型车' }, 0)).toBe('小型车');
    expect(itemWords(t, { name: '' }, 1)).toBe('第 2 个');
  });
});

describe('a value of the site file in words', () => {
  it('reads as the form shows it', () => {
    expect(valueWords(t, 'lanes[0].direction', 'exit')).toBe('出口');
    expect(valueWords(t, 'tariff.rates[0].bands[0].first.fen', 1050)).toBe('10.50 元');
    expect(valueWords(t, 'lot.saturation.fullAbove', 0.9)).toBe('90 %');
    expect(valueWords(t, 'access.gateWhileLocked', false)).toBe('否');
    expect(valueWords(t, 'lot.name', undefined)).toBe('没有');
    expect(valueWords(t, 'lot.stalls', ['A-01', 'A-02'])).toBe('A-01，A-02');
  });

  it('of many parts names each', () => {
    const band = { days: 'every-day', first: { min: 60, fen: 1000 } };
    expect(valueWords(t, 'tariff.rates[0].bands[0]', band)).toBe(
      '哪些天：每天，首段：首段时长：60，首段价格：10.00 元',
    );
  });
});
