import { Form, Select } from 'antd';
import { textAt, valueAt } from '../site-paths.ts';
import { useList, useSetupStore } from '../use-setup.ts';
import { useField } from './use-field.ts';

/** One of the lines that are set up above. */
export function LinkChoice({ at }: { at: string }) {
  const store = useSetupStore();
  const links = useList('links');
  const { value, label, help, mistake } = useField(at);
  return (
    <Form.Item
      required
      label={label}
      htmlFor={at}
      extra={help === '' ? undefined : help}
      help={mistake === '' ? undefined : mistake}
      validateStatus={mistake === '' ? '' : 'error'}
    >
      <Select<string>
        id={at}
        value={typeof value === 'string' ? value : undefined}
        data-testid={at}
        options={links.map((link) => {
          const id = textAt(link, 'id');
          const where = valueAt(link, 'path') ?? valueAt(link, 'host');
          return { value: id, label: typeof where === 'string' ? `${id} · ${where}` : id };
        })}
        onChange={(id) => void store.choose(at, id)}
      />
    </Form.Item>
  );
}
