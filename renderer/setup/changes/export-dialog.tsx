import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../../electron/contract/commands.ts';
import { PASSPHRASE_LEAST } from '../../../electron/contract/setup.ts';
import { callSafely } from '../../store/call.ts';
import { useDesk } from '../../store/desk.tsx';
import { offerNamed } from '../../tables/offer-file.ts';

/** The site to take along: with its secrets under a passphrase that is typed twice, or without them. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { bridge } = useDesk();
  const [sealed, setSealed] = useState(true);
  const [first, setFirst] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<CommandError['code'] | null>(null);
  const short = first !== '' && first.length < PASSPHRASE_LEAST;
  const differs = again !== '' && again !== first;
  const good = !sealed || (first.length >= PASSPHRASE_LEAST && first === again);
  const send = async (): Promise<void> => {
    const result = await callSafely(bridge, 'setup.export', { passphrase: sealed ? first : null });
    if (!result.ok) {
      setFailure(result.error.code);
      return;
    }
    offerNamed(result.value.fileName, new Blob([result.value.text], { type: 'application/json' }));
    onClose();
  };
  return (
    <Modal
      open
      centered
      title={t('setup.export.title')}
      footer={
        <Button type="primary" disabled={!good} data-testid="export-send" onClick={() => void send()}>
          {t('setup.export.act')}
        </Button>
      }
      onCancel={onClose}
    >
      <Form component="div" layout="vertical" data-testid="export-dialog">
        <Form.Item>
          <Radio.Group
            value={sealed}
            options={[
              { value: true, label: t('setup.export.sealed') },
              { value: false, label: t('setup.export.plain') },
            ]}
            onChange={({ target }) => {
              setSealed(target.value as boolean);
            }}
          />
        </Form.Item>
        {sealed ? (
          <>
            <Form.Item
              label={t('setup.export.passphrase')}
              htmlFor="export-first"
              help={
                short
                  ? t('setup.export.short', { least: PASSPHRASE_LEAST })
                  : t('setup.export.rule', { least: PASSPHRASE_LEAST })
              }
              validateStatus={short ? 'error' : ''}
            >
              <Input.Password
                id="export-first"
                value={first}
                maxLength={128}
                autoComplete="new-password"
                data-testid="export-first"
                onChange={({ target }) => {
                  setFirst(target.value);
                }}
              />
            </Form.Item>
            <Form.Item
              label={t('session.again')}
              htmlFor="export-again"
              help={differs ? t('session.change.different') : undefined}
              validateStatus={differs ? 'error' : ''}
            >
              <Input.Password
                id="export-again"
                value={again}
                maxLength={128}
                autoComplete="new-password"
                data-testid="export-again"
                onChange={({ target }) => {
                  setAgain(target.value);
                }}
              />
            </Form.Item>
          </>
        ) : (
          <p className="dim">{t('setup.export.plainHint')}</p>
        )}
        {failure !== null && <Alert type="error" showIcon title={t(`error.${failure}`)} />}
      </Form>
    </Modal>
  );
}
