import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCards, useDesk } from '../store/desk.tsx';
import type { CardTexts, Panel } from './cards-state.ts';
import { Field } from './field.tsx';
import { PayFields } from './pay-fields.tsx';

type TextName = 'no' | 'holder' | 'phone' | 'plates' | 'carsInside' | 'from' | 'to' | 'monthlyPrice' | 'remark';

/** In pairs, as they stand beside one another. */
const ROWS: readonly (readonly TextName[])[] = [['holder', 'phone'], ['from', 'to'], ['monthlyPrice', 'carsInside'], ['remark']]; // prettier-ignore
const LONGEST: Readonly<Record<TextName, number>> = { no: 32, holder: 40, phone: 24, plates: 160, carsInside: 2, from: 10, to: 10, monthlyPrice: 9, remark: 200 }; // prettier-ignore
const COLOURS: readonly CardTexts['colour'][] = ['any', 'blue', 'green', 'yellow', 'yellow-green', 'white', 'black'];

/** A new card, or what a card says from now on. */
export function CardForm({ panel }: { panel: Extract<Panel, { kind: 'add' | 'change' }> }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const acting = useCards((state) => state.acting !== null);
  const [texts, setTexts] = useState(panel.texts);
  const change = (part: Partial<CardTexts>): void => {
    setTexts((before) => ({ ...before, ...part }));
  };

  const text = (name: TextName) => (
    <Field
      key={name}
      name={name}
      problem={panel.problems[name] ?? (name === 'plates' ? panel.problems.colours : undefined)}
      {...(HINTS.includes(name) && { hint: t(`cards.hint.${name}`) })}
    >
      <Input
        id={`card-${name}`}
        value={texts[name]}
        maxLength={LONGEST[name]}
        autoComplete="off"
        data-testid={`card-${name}`}
        onChange={(event) => {
          change({ [name]: event.target.value });
        }}
      />
    </Field>
  );

  return (
    <Form
      className="cards-form"
      layout="vertical"
      requiredMark={false}
      data-testid="card-form"
      onFinish={() => {
        acts.submit(texts);
      }}
    >
      <div className="cards-form-row">{text('plates')}</div>
      <div className="cards-form-row">
        <Field name="kind" problem={undefined}>
          <Radio.Group
            value={texts.kind}
            optionType="button"
            options={(['month', 'free'] as const).map((value) => ({ value, label: t(`cards.kind.${value}`) }))}
            onChange={(event) => {
              change({ kind: event.target.value as CardTexts['kind'] });
            }}
          />
        </Field>
        <Field name="colours" problem={undefined}>
          <Select
            id="card-colours"
            value={texts.colour}
            data-testid="card-colour"
            options={[...(panel.texts.colour === 'own' ? (['own'] as const) : []), ...COLOURS].map((value) => ({
              value,
              label: value === 'any' || value === 'own' ? t(`cards.colour.${value}`) : t(`colour.${value}`),
            }))}
            onChange={(colour) => {
              change({ colour });
            }}
          />
        </Field>
      </div>
      {ROWS.map((row) => (
        <div key={row[0]} className="cards-form-row">
          {row.map(text)}
        </div>
      ))}
      {panel.kind === 'add' && (
        <>
          <PayFields paid={texts.paid} payType={texts.payType} problem={panel.problems.paid} onChange={change} />
          <div className="cards-form-row">{text('no')}</div>
        </>
      )}
      <FormActs act={panel.kind} acting={acting} />
    </Form>
  );
}

const HINTS: readonly TextName[] = ['no', 'plates', 'to'];

/** The button that sends a form, and the way back. */
export function FormActs({ act, acting }: { act: 'add' | 'change' | 'extend'; acting: boolean }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  return (
    <div className="cards-drawer-acts">
      <Button type="primary" htmlType="submit" loading={acting} data-testid="form-send">
        {t(`cards.act.${act}`)} <kbd>Enter</kbd>
      </Button>
      <Button
        data-testid="form-cancel"
        onClick={() => {
          acts.back();
        }}
      >
        {t('sure.no')} <kbd>Esc</kbd>
      </Button>
    </div>
  );
}
