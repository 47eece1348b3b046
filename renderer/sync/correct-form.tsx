import { Button, Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem, ReportFieldView } from '../../electron/contract/sync.ts';
import { useDesk } from '../store/desk.tsx';
import { changedTexts } from './corrections.ts';
import type { Panel, Texts } from './sync-state.ts';
import { fieldWord, valueWord } from './words.ts';

interface CorrectFormProps {
  panel: Extract<Panel, { kind: 'correct' | 'why-correct' }>;
  onCancel: () => void;
}

/** Puts a refused report right: only what a person saw or wrote can be changed, the rest stands beside it. */
export function CorrectForm({ panel, onCancel }: CorrectFormProps) {
  const { t } = useTranslation();
  const { acts } = useDesk().sync;
  const [form] = Form.useForm<Texts>();
  const { item } = panel;
  const editable = item.fields.filter((field) => field.editable);
  const texts = Form.useWatch([], form);
  const changed = changedTexts(editable, texts ?? {});
  // Null while the reason is asked: the focus is there.
  const problems = panel.kind === 'correct' ? panel.problems : null;
  const first = editable.find(({ blamed }) => blamed) ?? editable[0];

  useEffect(() => {
    if (problems === null) return undefined;
    const named = Object.entries(problems);
    form.setFields(named.map(([name, problem]) => ({ name, errors: [problemWord(name, problem)] })));
    const focused = named.find(([name]) => editable.some((field) => field.name === name))?.[0] ?? first?.name;
    // The drawer takes the focus for itself when it has slid in.
    const timer = setTimeout(() => {
      document.getElementById(`correct_${focused ?? ''}`)?.focus();
    }, SLIDES_MS);
    return () => {
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for the report, and for each answer of the station
  }, [problems]);

  function problemWord(name: string, problem: FieldProblem): string {
    const { maxLength = null } = item.fields.find((field) => field.name === name) ?? {};
    return t(problem === 'too-long' && maxLength !== null ? 'sync.problem.too-long-for' : `sync.problem.${problem}`, {
      max: maxLength,
    });
  }

  return (
    <Form<Texts>
      form={form}
      name="correct"
      layout="vertical"
      requiredMark={false}
      className="correct"
      initialValues={{ ...Object.fromEntries(editable.map(({ name, value }) => [name, value])), ...panel.texts }}
      data-testid="correct-form"
      onFinish={(written) => {
        // What is watched may be a keystroke behind.
        acts.submit(changedTexts(editable, written));
      }}
    >
      {editable.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={<FieldLabel field={field} />}
          rules={[
            { required: field.required, message: t('sync.problem.missing') },
            ...(field.maxLength === null
              ? []
              : [{ max: field.maxLength, message: problemWord(field.name, 'too-long') }]),
          ]}
        >
          <FieldInput interfaceName={item.interface} field={field} />
        </Form.Item>
      ))}
      <div className="correct-acts">
        <Button
          type="primary"
          htmlType="submit"
          disabled={Object.keys(changed).length === 0}
          data-testid="correct-send"
        >
          {t('sync.correctSend')} <kbd>Enter</kbd>
        </Button>
        <Button data-testid="correct-cancel" onClick={onCancel}>
          {t('sure.no')} <kbd>Esc</kbd>
        </Button>
        <span className="dim">{t('sync.correctHint')}</span>
      </div>
    </Form>
  );
}

/** antd's drawer slides this long, and a little. */
const SLIDES_MS = 220;

function FieldLabel({ field }: { field: ReportFieldView }) {
  const { t } = useTranslation();
  return (
    <span data-blamed={field.blamed}>
      {fieldWord(t, field.name)} <code>{field.name}</code>
      {field.blamed && <strong className="report-blamed">{t('sync.blamed')}</strong>}
    </span>
  );
}

/** `value`, `onChange` and `id` come from the form. */
function FieldInput({
  interfaceName,
  field,
  ...bound
}: {
  interfaceName: string;
  field: ReportFieldView;
  id?: string;
}) {
  const { t } = useTranslation();
  if (field.choices.length === 0) return <Input {...bound} autoComplete="off" data-testid={`correct-${field.name}`} />;
  const options = field.choices.map((value) => {
    const words = valueWord(t, interfaceName, field.name, value);
    return { value, label: words === null ? value : `${words} (${value})` };
  });
  return (
    <Select
      {...bound}
      options={field.required ? options : [{ value: '', label: t('sync.missing') }, ...options]}
      data-testid={`correct-${field.name}`}
    />
  );
}
