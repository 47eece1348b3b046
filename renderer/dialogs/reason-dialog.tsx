import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Intent } from '../acts/intent.ts';
import { actWord } from '../language/sentences.ts';
import { useDesk } from '../store/desk.tsx';
import { useLaneName } from './lane-name.ts';
import './reason-dialog.css';

/** Why: one touch or digit for the usual reasons, or a sentence of one's own. */
export function ReasonDialog({ laneId, intent }: { laneId: string; intent: Extract<Intent, { kind: 'reason' }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const lane = useLaneName(laneId);
  const [text, setText] = useState('');
  const field = useRef<InputRef>(null);
  const act = actWord(t, intent.act, false);
  const ready = t(`because.preset.${intent.reasons}`, { returnObjects: true }) as unknown as string[];

  const send = (because?: string): void => {
    desk.attention.open(null);
    desk.send(intent.press(because));
  };
  const sendText = (): void => {
    const because = text.trim();
    if (because !== '') send(because);
    else if (intent.optional) send();
  };

  return (
    <Modal
      open
      centered
      title={t('because.title', { lane, act })}
      footer={null}
      width={560}
      afterOpenChange={() => field.current?.focus()}
      onCancel={() => {
        desk.attention.open(null);
      }}
    >
      <div
        className="reasons"
        data-testid="reason-dialog"
        onKeyDown={(event) => {
          const reason = text === '' ? ready[Number(event.key) - 1] : undefined;
          if (event.nativeEvent.isComposing || reason === undefined) return;
          event.preventDefault();
          send(reason);
        }}
      >
        {intent.reasons === 'release' && <p className="reasons-hint">{t('because.override')}</p>}
        <div className="reasons-ready">
          {ready.map((reason, index) => (
            <Button
              key={reason}
              data-testid={`reason-${index + 1}`}
              onClick={() => {
                send(reason);
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
            disabled={text.trim() === '' && !intent.optional}
            data-testid="reason-send"
            onClick={sendText}
          >
            {text.trim() === '' && intent.optional ? t('because.optional', { act }) : t('because.send')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
