import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CardPayType } from '../../electron/contract/cards.ts';
import type { Problems } from './cards-state.ts';
import { Field } from './field.tsx';

/** In the order in which they are offered; written out, because the contract's schemas are no part of the window's code. */
const PAY_TYPES: readonly CardPayType[] = ['cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other'];

interface PayFieldsProps {
  paid: string;
  payType: CardPayType;
  problem: Problems['paid'];
  onChange: (change: { paid?: string; payType?: CardPayType }) => void;
}

/** What was taken for a card, and how. */
export function PayFields({ paid, payType, problem, onChange }: PayFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="cards-form-row">
      <Field name="paid" problem={problem} hint={t('cards.hint.paid')}>
        <Input
          id="card-paid"
          value={paid}
          maxLength={9}
          inputMode="decimal"
          autoComplete="off"
          data-testid="card-paid"
          onChange={(event) => {
            onChange({ paid: event.target.value });
          }}
        />
      </Field>
      <Field name="payType" problem={undefined}>
        <Select
          id="card-payType"
          value={payType}
          data-testid="card-payType"
          options={PAY_TYPES.map((value) => ({ value, label: t(`cards.payType.${value}`) }))}
          onChange={(value) => {
            onChange({ payType: value });
          }}
        />
      </Field>
    </div>
  );
}
