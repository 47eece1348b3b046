import { expect, it } from 'vitest';
import type { CardAct, CardLine } from '../../electron/contract/cards.ts';
import { createLanguages } from '../language/languages.ts';
import { changesOf } from './act-changes.ts';
import { actWords } from './words.ts';

const card: CardLine = {
  no: 'K1',
  kind: 'month',
  holder: '李雷',
  phone: '',
  plates: [{ plate: '粤B22222', colour: null }],
  carsInside: 1,
  from: '2026-05-01',
  to: '2026-07-31',
  monthlyPrice: null,
  remark: '',
  standing: 'valid',
  endedAt: null,
};
const act = (id: number, over: Partial<CardAct>): CardAct => ({
  id,
  at: id,
  kind: 'changed',
  who: 'li',
  because: null,
  paid: null,
  from: card.from,
  to: card.to,
  before: {},
  ...over,
});

it('each act says what it changed from what to what, whatever was changed again since', () => {
  const acts = [
    act(4, { before: { holder: '韩梅梅' }, because: '过户' }),
    act(3, {
      kind: 'extended',
      before: { from: '2026-05-01', to: '2026-06-30' },
      paid: { sum: 30_000, payType: 'cash' },
    }),
    act(2, { before: { holder: '王小明', plates: [{ plate: '粤B11111', colour: 'blue' }] } }),
    act(1, { kind: 'added' }),
  ];
  const { t } = createLanguages('zh-CN');
  expect(changesOf({ card, acts }).map(({ act, changes }) => actWords(t, act, changes))).toEqual([
    ['持卡人 韩梅梅 → 李雷', '原因：过户'],
    ['到期日 2026-06-30 → 2026-07-31', '收 300.00 元（现金）'],
    ['持卡人 王小明 → 韩梅梅', '车牌 粤B11111 (蓝) → 粤B22222'],
    [],
  ]);
});
