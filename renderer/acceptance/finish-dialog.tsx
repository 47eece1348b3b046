import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface FinishDialogProps {
  /** How many checks nobody has run or skipped. */
  open: number;
  people: readonly string[];
  onClose: () => void;
  onFinish: (people: string[], note: string) => void;
}

/** Who was there: from then on the run stays as it is. */
export function FinishDialog({ open, people, onClose, onFinish }: FinishDialogProps) {
  const { t } = useTranslation();
  const [there, setThere] = useState([...people]);
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      centered
      title={t('acceptance.finishTitle')}
      okText={t('acceptance.finish')}
      okButtonProps={{ disabled: there.length === 0, 'data-testid': 'finish-send' }}
      onOk={() => {
        onFinish(there, note.trim());
      }}
      onCancel={onClose}
    >
      <Form component="div" layout="vertical" data-testid="finish-dialog">
        {open > 0 && <Alert type="warning" showIcon title={t('acceptance.finishOpen', { count: open })} />}
        <p className="dim">{t('acceptance.finishHint')}</p>
        <Form.Item
          label={t('acceptance.people')}
          htmlFor="acceptance-people"
          required
          extra={t('acceptance.peopleHint')}
        >
          <Select<string[]>
            id="acceptance-people"
            mode="tags"
            open={false}
            suffixIcon={null}
            maxCount={10}
            value={there}
            tokenSeparators={[',', ' ', '\n']}
            onChange={setThere}
          />
        </Form.Item>
        <Form.Item label={t('acceptance.note')} htmlFor="acceptance-note">
          <Input.TextArea
            id="acceptance-note"
            value={note}
            maxLength={500}
            rows={3}
            onChange={({ target }) => {
              setNote(target.value);
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
