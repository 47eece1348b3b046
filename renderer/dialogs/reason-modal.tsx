import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './reason-modal.css';

interface ReasonModalProps {
  title: string;
  /** The usual reasons, one digit each. */
  ready: readonly string[];
  hint?: string;
  /** What is asked beside the reason; fields in it keep what is typed. */
  children?: ReactNode;
  /** Set: a reason may be left out, and this is what the button says then. */
  withoutReason?: string;
  onChoose: (because?: string) => void;
  onCancel: () => void;
}

/** Why: one touch or digit for the usual reasons, or a sentence of one's own. */
export function ReasonModal({ title, ready, hint, children, withoutReason, onChoose, onCancel }: ReasonModalProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const field = useRef<InputRef>(null);
  const own = text.trim();

  const sendText = (): void => {
    if (own !== '') onChoose(own);
    else if (withoutReason !== undefined) onChoose();
  };

  return (
    <Modal
      open
      centered
      title={title}
      footer={null}
      width={560}
      afterOpenChange={() => field.current?.focus()}
      onCancel={onCancel}
    >
      <div
        className="reasons"
        data-testid="reason-dialog"
        onKeyDown={(event) => {
          const elsewhere = event.target !== field.current?.input && event.target instanceof HTMLInputElement;
          const reason = text === '' && !elsewhere ? ready[Number(event.key) - 1] : undefined;
          if (event.nativeEvent.isComposing || reason === undefined) return;
          event.preventDefault();
          onChoose(reason);
        }}
      >
        {hint !== undefined && <p className="reasons-hint">{hint}</p>}
        {children}
        <div className="reasons-ready">
          {ready.map((reason, index) => (
            <Button
              key={reason}
              data-testid={`reason-${index + 1}`}
              onClick={() => {
                onChoose(reason);
              }}
            >
              <kbd>{index + 1}</kbd> {reason}
            </Button>
          ))}
        </div>
        <div className="reasons-own">
          <Input
            ref={field}
            autoFocus
            value={text}
            maxLength={200}
            aria-label={t('because.text')}
            placeholder={t('because.placeholder')}
            data-testid="reason-text"
            onChange={(event) => {
              setText(event.target.value);
            }}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing) sendText();
            }}
          />
          <Button
            type="primary"
            disabled={own === '' && withoutReason === undefined}
            data-testid="reason-send"
            onClick={sendText}
          >
            {own === '' && withoutReason !== undefined ? withoutReason : t('because.send')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
