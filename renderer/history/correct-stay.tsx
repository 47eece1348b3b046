import { Alert, Button, Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionProblem, StayFile } from '../../electron/contract/history.ts';
import { carColour, carModel, plateColour } from '../../electron/contract/vocabulary.ts';
import { typed } from '../plate/spelling.ts';
import { useDesk, useHistory } from '../store/desk.tsx';
import type { Corrected } from './history-store.ts';
import { errorSentence } from './words.ts';

/** antd's drawer slides this long, and a little. */
const SLIDES_MS = 220;

/** Puts right what the pictures show, with the reason; what the camera read stays on record. */
export function CorrectStay({
  file,
  problems,
}: {
  file: StayFile;
  problems: Readonly<Record<string, CorrectionProblem>>;
}) {
  const { t } = useTranslation();
  const { history: store } = useDesk();
  const acting = useHistory((state) => state.acting);
  const refused = useHistory(({ outcome }) => (outcome?.ok === false ? outcome.code : null));
  const [form] = Form.useForm<Corrected>();
  const whole = problems['']; // what is wrong with no field of its own
  useEffect(() => {
    const timer = setTimeout(() => {
      document.getElementById('stay_plate')?.focus();
    }, SLIDES_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);

  const options = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  return (
    <Form<Corrected>
      form={form}
      name="stay"
      layout="vertical"
      requiredMark={false}
      className="stay-correct"
      initialValues={{
        plate: file.plate,
        plateColour: file.plateColour,
        carColour: file.carColour ?? undefined,
        carModel: file.carModel ?? undefined,
        because: '',
      }}
      data-testid="stay-form"
      onFinish={(values) => void store.sendCorrection(changedOf(file, values))}
    >
      {refused !== null && (
        <Alert
          type="warning"
          showIcon
          title={whole === undefined ? errorSentence(t, refused) : t(`history.problem.${whole}`)}
          data-testid="stay-refused"
        />
      )}
      <div className="stay-correct-row">
        <Form.Item
          name="plate"
          label={t('history.field.plate')}
          normalize={(value: string) => typed(value)}
          rules={[{ required: true, message: t('history.problem.no-plate') }]}
          {...(problems['plate'] !== undefined && {
            validateStatus: 'error' as const,
            help: t(`history.problem.${problems['plate']}`),
          })}
        >
          <Input autoComplete="off" maxLength={16} data-testid="stay-plate-field" />
        </Form.Item>
        <Form.Item name="plateColour" label={t('history.field.plateColour')}>
          <Select options={options('colour', plateColour.options)} />
        </Form.Item>
        <Form.Item name="carColour" label={t('history.field.carColour')}>
          <Select options={options('carColour', carColour.options)} />
        </Form.Item>
        <Form.Item name="carModel" label={t('history.field.carModel')}>
          <Select options={options('carModel', carModel.options)} />
        </Form.Item>
      </div>
      <Form.Item
        name="because"
        label={t('history.because')}
        rules={[{ required: true, whitespace: true, message: t('history.becauseNeeded') }]}
      >
        <Input autoComplete="off" maxLength={200} data-testid="stay-because" />
      </Form.Item>
      <div className="stay-correct-acts">
        <Button type="primary" htmlType="submit" loading={acting} data-testid="stay-send">
          {t('history.correct')} <kbd>Enter</kbd>
        </Button>
        <Button onClick={store.close}>
          {t('sure.no')} <kbd>Esc</kbd>
        </Button>
        <span className="dim">{t(file.told ? 'history.correctTold' : 'history.correctQuiet')}</span>
      </div>
    </Form>
  );
}

/** Only what is another value now: what nobody touched is not said again. */
function changedOf(file: StayFile, { because, ...values }: Corrected): Corrected {
  const changed = Object.entries(values).filter(
    ([field, value]) => value !== undefined && value !== file[field as keyof typeof values],
  );
  return { ...Object.fromEntries(changed), because: because.trim() };
}
