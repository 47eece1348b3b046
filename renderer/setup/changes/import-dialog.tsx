import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SITE_FILE_MOST } from '../../../electron/contract/setup.ts';
import { useSetupStore } from '../use-setup.ts';

type Chosen = { state: 'none' } | { state: 'large' } | { state: 'read'; name: string; text: string };

/** Takes a site over from a file: it becomes the draft, seen as changes and saved as any other. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen>({ state: 'none' });
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File): Promise<void> => {
    setFailure(null);
    setChosen(
      file.size > SITE_FILE_MOST ? { state: 'large' } : { state: 'read', name: file.name, text: await file.text() },
    );
  };
  const send = async (): Promise<void> => {
    if (chosen.state !== 'read') return;
    setBusy(true);
    const code = await store.takeFile(chosen.text, passphrase === '' ? null : passphrase);
    setBusy(false);
    if (code === null) onClose();
    else setFailure(t(code === 'bad-input' ? 'setup.import.notASite' : `error.${code}`));
  };
  return (
    <Modal
      open
      centered
      title={t('setup.import.title')}
      footer={
        <Button
          type="primary"
          disabled={chosen.state !== 'read'}
          loading={busy}
          data-testid="import-send"
          onClick={() => void send()}
        >
          {t('setup.import.act')}
        </Button>
      }
      onCancel={onClose}
    >
      <Form component="div" layout="vertical" data-testid="import-dialog">
        <p className="dim">{t('setup.import.hint')}</p>
        <Form.Item>
          <Button icon={<InboxOutlined />} data-testid="import-choose" onClick={() => input.current?.click()}>
            {chosen.state === 'read' ? chosen.name : t('setup.import.choose')}
          </Button>
          <input
            ref={input}
            hidden
            type="file"
            accept=".json,.txt,.gatehouse"
            data-testid="import-file"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) void take(file);
              target.value = '';
            }}
          />
        </Form.Item>
        {chosen.state === 'large' && <Alert type="error" showIcon title={t('setup.import.large')} />}
        <Form.Item
          label={t('setup.import.passphrase')}
          htmlFor="import-passphrase"
          extra={t('setup.import.passphraseHint')}
        >
          <Input.Password
            id="import-passphrase"
            value={passphrase}
            maxLength={128}
            autoComplete="off"
            data-testid="import-passphrase"
            onChange={({ target }) => {
              setPassphrase(target.value);
            }}
          />
        </Form.Item>
        {failure !== null && <Alert type="error" showIcon data-testid="import-failed" title={failure} />}
      </Form>
    </Modal>
  );
}
