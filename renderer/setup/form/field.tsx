import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Json } from '../site-paths.ts';
import { useSetupStore } from '../use-setup.ts';
import { shownAs, writtenAs } from './measures.ts';
import type { Measure } from './measures.ts';
import { useField } from './use-field.ts';
import type { FieldFacts } from './use-field.ts';

interface FieldProps {
  /** Its place in the site file. */
  at: string;
  measure?: Measure;
  /** Key of its unit. */
  unit?: string;
  /** As wide as the page. */
  wide?: boolean;
  /** Several lines. */
  area?: boolean;
  placeholder?: string;
  /** Only these, of what the contract lets stand here. */
  choices?: readonly string[];
}

/** One value of the site file, asked as the contract says it may be: a text, a number, one of several, yes or no. */
export function Field(props: FieldProps) {
  const { at, wide = false } = props;
  const facts = useField(at, props.measure);
  const { bounds, label, help, mistake } = facts;
  return (
    <Form.Item
      className={wide ? 'setup-wide' : ''}
      label={label}
      htmlFor={at}
      required={bounds.required}
      help={mistake === '' ? undefined : mistake}
      validateStatus={mistake === '' ? '' : 'error'}
      extra={help === '' ? undefined : help}
    >
      <Control {...props} facts={facts} />
    </Form.Item>
  );
}

function Control(props: FieldProps & { facts: FieldFacts }) {
  switch (props.facts.bounds.kind) {
    case 'number':
      return <NumberControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'switch':
      return <SwitchControl {...props} />;
    case 'text':
    case 'other':
      return <TextControl {...props} />;
  }
}

function TextControl({ at, facts, area = false, placeholder }: FieldProps & { facts: FieldFacts }) {
  const store = useSetupStore();
  const { value, bounds } = facts;
  const shared = {
    id: at,
    value: typeof value === 'string' ? value : '',
    maxLength: bounds.longest,
    placeholder: placeholder ?? (typeof bounds.standard === 'string' ? bounds.standard : undefined),
    'data-testid': at,
    onChange: ({ target }: { target: { value: string } }) => {
      store.type(at, target.value === '' ? undefined : target.value);
    },
    onBlur: () => void store.flush(),
  };
  return area ? (
    <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} {...shared} />
  ) : (
    <Input {...shared} onPressEnter={shared.onBlur} />
  );
}

function NumberControl({ at, facts, measure = 'plain', unit }: FieldProps & { facts: FieldFacts }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { value, bounds } = facts;
  const show = (figure: number | undefined): number | undefined =>
    figure === undefined ? undefined : shownAs(measure, figure);
  const suffix = unit ?? (measure === 'yuan' || measure === 'percent' ? measure : undefined);
  const standard = typeof bounds.standard === 'number' ? String(shownAs(measure, bounds.standard)) : undefined;
  return (
    <InputNumber
      id={at}
      value={typeof value === 'number' ? show(value) : null}
      min={show(bounds.least)}
      max={show(bounds.most)}
      precision={measure === 'yuan' ? 2 : bounds.whole ? 0 : undefined}
      placeholder={standard}
      suffix={suffix === undefined ? undefined : t(`setup.unit.${suffix}`)}
      data-testid={at}
      style={{ width: '100%' }}
      onChange={(figure) => {
        store.type(at, typeof figure === 'number' ? writtenAs(measure, figure) : undefined);
      }}
      onBlur={() => void store.flush()}
      onPressEnter={() => void store.flush()}
    />
  );
}

function ChoiceControl({ at, facts, choices }: FieldProps & { facts: FieldFacts }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { value, bounds, words } = facts;
  const offered = bounds.choices.filter((choice) => choices === undefined || choices.includes(String(choice)));
  return (
    <Select<string | number>
      id={at}
      value={(value ?? bounds.standard) as string | number | undefined}
      allowClear={!bounds.required && bounds.standard === undefined}
      data-testid={at}
      options={offered.map((choice) => ({ value: choice, label: t(`${words}.choice.${choice}`) }))}
      onChange={(choice: string | number | undefined) => void store.choose(at, choice)}
    />
  );
}

function SwitchControl({ at, facts }: FieldProps & { facts: FieldFacts }) {
  const store = useSetupStore();
  const { value, bounds } = facts;
  const on: Json | undefined = value ?? bounds.standard;
  return (
    <Switch id={at} checked={on === true} data-testid={at} onChange={(checked) => void store.choose(at, checked)} />
  );
}
