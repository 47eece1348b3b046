import { Alert, Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../store/desk.tsx';
import { changesOf } from './bookings-acts.ts';
import type { ChangeTexts, Panel } from './bookings-state.ts';
import { instantOf } from './instants.ts';
import { goBack } from './steps.ts';

/** antd's drawer slides this long, and a little. */
const SLIDES_MS = 220;
const FIELDS = ['plate', 'from', 'to'] as const;

/** Changes a shared-parking order on this side (table 51). What is not touched stays. */
export function ChangeForm({ panel }: { panel: Extract<Panel, { kind: 'change' | 'why-change' }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { acts } = desk.bookings;
  const [form] = Form.useForm<ChangeTexts>();
  const texts = Form.useWatch([], form);
  const changes = changesOf(panel.order, { ...panel.texts, ...texts });
  const unchanged = changes !== null && Object.keys(changes).length === 0;

  useEffect(() => {
    // The drawer takes the focus for itself when it has slid in.
    const timer = setTimeout(() => {
      document.getElementById('change_plate')?.focus();
    }, SLIDES_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);

  return (
    <Form<ChangeTexts>
      form={form}
      name="change"
      layout="vertical"
      requiredMark={false}
      initialValues={panel.texts}
      data-testid="change-form"
      onFinish={(filled) => {
        acts.submit(filled);
      }}
    >
      {panel.kind === 'change' && panel.problem !== null && (
        <Alert type="error" showIcon title={t(`bookings.problem.${panel.problem}`)} data-testid="change-problem" />
      )}
      {FIELDS.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`bookings.column.${name}`)}
          rules={[
            { required: true, message: t('bookings.problem.missing') },
            ...(name === 'plate'
              ? []
              : [
                  {
                    validator: (_: unknown, value: string) =>
                      instantOf(value) === null
                        ? Promise.reject(new Error(t('bookings.problem.no-time')))
                        : Promise.resolve(),
                  },
                ]),
          ]}
        >
          <Input autoComplete="off" maxLength={name === 'plate' ? 16 : 19} data-testid={`change-${name}`} />
        </Form.Item>
      ))}
      <div className="booking-detail-acts">
        <Button type="primary" htmlType="submit" disabled={unchanged} data-testid="change-send">
          {t('bookings.act.change')} <kbd>Enter</kbd>
        </Button>
        <Button
          data-testid="change-cancel"
          onClick={() => {
            goBack(desk);
          }}
        >
          {t('sure.no')} <kbd>Esc</kbd>
        </Button>
      </div>
    </Form>
  );
}
