import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { extended } from '../../electron/contract/card-time.ts';
import type { CardLine } from '../../electron/contract/cards.ts';
import { useCards, useDesk } from '../store/desk.tsx';
import { FormActs } from './card-form.tsx';
import type { ExtensionTexts, Panel } from './cards-state.ts';
import { Field } from './field.tsx';
import { PayFields } from './pay-fields.tsx';
import { lengthOf } from './texts.ts';
import { timeWords } from './words.ts';

/** What so many months cost by the card's price, in yuan; nothing where there is none. */
const priceOf = ({ monthlyPrice }: CardLine, length: ReturnType<typeof lengthOf>): string =>
  monthlyPrice === null || length === null || !('months' in length) ? '' : String((monthlyPrice * length.months) / 100);

/** Makes a card valid for longer: from its end, or from today when it is over. */
export function ExtendForm({ panel: { card, problems } }: { panel: Extract<Panel, { kind: 'extend' }> }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const acting = useCards((state) => state.acting !== null);
  const day = useCards(({ page }) => page?.day ?? '');
  const [texts, setTexts] = useState<ExtensionTexts>({
    count: '1',
    unit: 'months',
    paid: priceOf(card, { months: 1 }),
    payType: 'cash',
  });
  const length = lengthOf(texts);
  const becomes = length === null || card.to === null ? null : extended({ from: card.from, to: card.to }, length, day);
  /** The sum follows the length until somebody types another. */
  const measure = (change: Partial<ExtensionTexts>): void => {
    setTexts((before) => {
      const after = { ...before, ...change };
      const followed = before.paid === priceOf(card, lengthOf(before));
      return followed ? { ...after, paid: priceOf(card, lengthOf(after)) } : after;
    });
  };
  return (
    <Form
      className="cards-form"
      layout="vertical"
      requiredMark={false}
      data-testid="extend-form"
      onFinish={() => {
        acts.extend(texts);
      }}
    >
      <p className="cards-form-now">{timeWords(t, card.from, card.to)}</p>
      <div className="cards-form-row">
        <Field name="length" problem={problems.to ?? problems.plates}>
          <Input
            id="card-length"
            value={texts.count}
            maxLength={4}
            inputMode="numeric"
            autoComplete="off"
            data-testid="extend-count"
            onChange={(event) => {
              measure({ count: event.target.value });
            }}
          />
        </Field>
        <Radio.Group
          className="cards-form-unit"
          value={texts.unit}
          optionType="button"
          options={(['months', 'days'] as const).map((value) => ({ value, label: t(`cards.unit.${value}`) }))}
          onChange={(event) => {
            measure({ unit: event.target.value as ExtensionTexts['unit'] });
          }}
        />
      </div>
      <p className="cards-form-becomes" role="status" data-testid="extend-becomes">
        {becomes !== null && t(becomes.lapsed ? 'cards.newEndLapsed' : 'cards.newEnd', { day: becomes.to })}
      </p>
      <PayFields
        paid={texts.paid}
        payType={texts.payType}
        problem={problems.paid}
        onChange={(change) => {
          setTexts((before) => ({ ...before, ...change }));
        }}
      />
      <FormActs act="extend" acting={acting} />
    </Form>
  );
}
