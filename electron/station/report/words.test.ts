import { describe, expect, it } from 'vitest';
import { platformCause } from '../../contract/board.ts';
import { cardPayType } from '../../contract/cards.ts';
import { flowClass, flowWay, NOTED, reportLanguage } from '../../contract/reports.ts';
import { interfaceName } from '../../contract/site-platforms.ts';
import { vouchers } from '../../contract/site-vouchers.ts';
import { barrierFault, controlStrategy, openingCause, reason, vehicleClass } from '../../contract/vocabulary.ts';
import { codes as english } from '../../contract/words/codes-en.ts';
import { codes as chinese } from '../../contract/words/codes-zh-CN.ts';
import type { Codes } from '../../contract/words/codes-zh-CN.ts';
import { NOTED as TALLIED } from '../store/migrations/tally.ts';
import { wordsOf } from './words.ts';

const noted = Object.values(NOTED).flat();

describe.each(reportLanguage.options)('the files of reports in %s', (language) => {
  const { reason: why } = wordsOf(language);
  const codes: Codes = language === 'en' ? english : chinese;

  it.each([
    ['reason', reason.options],
    ['fault', barrierFault.options],
    ['control', controlStrategy.options],
    ['platformCause', platformCause.options],
    ['opening', [...openingCause.options, 'unauthorised', 'superseded']],
    ['noted', noted],
    ['interface', [...interfaceName.options, 'parking', 'away', 'uploadSnapshot', 'heartbeat']],
    ['flowClass', [...flowClass.options, ...vehicleClass.options]],
    ['way', flowWay.options],
    ['payType', cardPayType.options],
    ['discountType', vouchers.unwrap().element.shape.type.options],
  ] as const)('have a word for every code: %s', (list, all) => {
    for (const code of all) expect((codes[list] as Record<string, string>)[code], code).toMatch(/\S/);
  });

  it('say why in words, and leave what a person wrote', () => {
    for (const code of [...reason.options, ...barrierFault.options, ...platformCause.options])
      expect(why(code), code).not.toMatch(/^[a-z]+(-[a-z]+)+$/);
    for (const text of ['急诊', 'lot-full today', 'constructor', 'toString', '']) expect(why(text)).toBe(text);
  });
});

it('what is tallied stands in one of the lists, and nothing else', () => {
  expect([...noted].sort()).toEqual([...TALLIED].sort());
});
