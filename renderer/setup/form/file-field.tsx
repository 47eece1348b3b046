import { CheckCircleFilled, FileTextOutlined, WarningFilled } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetupStore, useSetupView } from '../use-setup.ts';
import { certificateName } from './certificate-name.ts';
import { useField } from './use-field.ts';

/** Longest certificate or list that is kept beside the site file, in characters. */
const LONGEST = 100_000;

/** A file that is kept beside the site file: chosen here, and named there. */
export function FileField({ at }: { at: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { files } = useSetupView();
  const { value, bounds, label, help, mistake } = useField(at);
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const name = typeof value === 'string' ? value : null;

  const take = async (file: File): Promise<void> => {
    setRefused(null);
    const text = file.size > LONGEST ? null : await file.text();
    // A certificate in its binary form has bytes that are no text.
    if (text === null || text.includes('\u0000') || text.includes('\uFFFD')) {
      setRefused(t(text === null ? 'setup.form.fileLarge' : 'setup.form.fileBinary'));
      return;
    }
    const plain = certificateName(file.name);
    if (await store.putFile(plain, text)) await store.choose(at, plain);
  };
  const wrong = refused ?? mistake;
  return (
    <Form.Item
      label={label}
      required={bounds.required}
      extra={help === '' ? undefined : help}
      help={wrong === '' ? undefined : wrong}
      validateStatus={wrong === '' ? '' : 'error'}
    >
      <div className="setup-known">
        {name !== null && (
          <>
            {files.includes(name) ? (
              <CheckCircleFilled className="setup-good" aria-hidden />
            ) : (
              <WarningFilled className="setup-bad" aria-hidden />
            )}
            <span className="cut">{files.includes(name) ? name : t('setup.form.fileMissing', { name })}</span>
          </>
        )}
        <Button
          size="small"
          icon={<FileTextOutlined />}
          data-testid={`choose-${at}`}
          onClick={() => input.current?.click()}
        >
          {t(name === null ? 'setup.form.fileChoose' : 'setup.form.anew')}
        </Button>
        {name !== null && (
          <Button size="small" onClick={() => void store.choose(at, undefined)}>
            {t('setup.form.clear')}
          </Button>
        )}
        <input
          ref={input}
          hidden
          type="file"
          accept=".pem,.crt,.cer,.key"
          data-testid={at}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) void take(file);
            target.value = '';
          }}
        />
      </div>
    </Form.Item>
  );
}
