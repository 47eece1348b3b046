import { Form, Select } from 'antd';
import { useList, useSetupStore } from '../use-setup.ts';
import { useField } from './use-field.ts';

/** Several short texts: typed one after the other with Enter, or pasted with commas or lines between. */
export function TextList({ at, choices }: { at: string; choices?: { value: string; label: string }[] }) {
  const store = useSetupStore();
  const list = useList(at);
  const { label, help, mistake } = useField(at);
  return (
    <Form.Item
      className="setup-wide"
      label={label}
      htmlFor={at}
      extra={help === '' ? undefined : help}
      help={mistake === '' ? undefined : mistake}
      validateStatus={mistake === '' ? '' : 'error'}
    >
      <Select<string[]>
        id={at}
        mode={choices === undefined ? 'tags' : 'multiple'}
        value={list.map(String)}
        tokenSeparators={[',', '，', '、', ' ', '\n']}
        {...(choices === undefined ? { open: false, suffixIcon: null } : { options: choices })}
        data-testid={at}
        onChange={(values) => void store.choose(at, values.length === 0 ? undefined : values)}
      />
    </Form.Item>
  );
}
