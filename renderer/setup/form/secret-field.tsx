import { CheckCircleFilled } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetupStore, useSetupView } from '../use-setup.ts';

interface SecretFieldProps {
  /** As the secrets name it: `db4403.password`. */
  name: string;
  label: string;
  help?: string;
  required?: boolean;
  /** A key of several lines. */
  area?: boolean;
}

/** What goes in and never comes out: it is said that it is known, and can be put anew. */
export function SecretField({ name, label, help, required = false, area = false }: SecretFieldProps) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const known = useSetupView().secrets.includes(name);
  const [text, setText] = useState('');
  const [anew, setAnew] = useState(false);
  const put = (): void => {
    if (text === '') return;
    void store.putSecret(name, text).then((done) => {
      if (!done) return;
      setText('');
      setAnew(false);
    });
  };
  const shared = {
    id: name,
    value: text,
    maxLength: 10_000,
    autoComplete: 'off',
    'data-testid': name,
    onChange: ({ target }: { target: { value: string } }) => {
      setText(target.value);
    },
    onBlur: put,
  };
  return (
    <Form.Item label={label} htmlFor={name} extra={help} required={required}>
      {known && !anew ? (
        <div className="setup-known" data-testid={`known-${name}`}>
          <CheckCircleFilled className="setup-good" aria-hidden /> {t('setup.form.known')}
          <Button
            size="small"
            data-testid={`anew-${name}`}
            onClick={() => {
              setAnew(true);
            }}
          >
            {t('setup.form.anew')}
          </Button>
          <Button size="small" onClick={() => void store.putSecret(name, null)}>
            {t('setup.form.clear')}
          </Button>
        </div>
      ) : area ? (
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 6 }} {...shared} />
      ) : (
        <Input.Password {...shared} onPressEnter={put} />
      )}
    </Form.Item>
  );
}
