import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../electron/contract/commands.ts';
import { useLaneName } from '../dialogs/lane-name.ts';
import { Keypad } from '../plate/keypad.tsx';
import '../plate/plate-editor.css';
import { usePlateText } from '../plate/use-plate-text.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';
import { LivePicture } from './live-picture.tsx';
import './live.css';

/** A car stands at a lane whose camera reads no plates, or did not read this one: a person does. */
export function TypePlateDialog({ laneId }: { laneId: string }) {
  const { t } = useTranslation();
  const { attention, bridge } = useDesk();
  const lane = useLaneName(laneId);
  const { text, field, input, keys } = usePlateText('');
  const [failure, setFailure] = useState<CommandError['code'] | null>(null);
  const [busy, setBusy] = useState(false);
  // One press, one act: a second try after an answer that was lost is the same act.
  const [key] = useState(() => crypto.randomUUID());
  const close = (): void => {
    attention.open(null);
  };
  const save = async (): Promise<void> => {
    if (text === '' || busy) return;
    setBusy(true);
    const result = await callSafely(bridge, 'lane.type-plate', { key, laneId, plate: text });
    setBusy(false);
    if (result.ok) close();
    else setFailure(result.error.code);
  };
  return (
    <Modal
      open
      centered
      footer={null}
      width={760}
      title={t('live.typeTitle', { lane })}
      afterOpenChange={() => field.current?.focus()}
      onCancel={close}
    >
      <div className="live" data-testid="type-plate-dialog">
        <LivePicture laneId={laneId} />
        <input
          {...input}
          ref={field}
          className="plate-field"
          data-testid="type-plate-field"
          aria-label={t('plate.input')}
          placeholder={t('plate.empty')}
          onKeyDown={(event) => {
            if (!event.nativeEvent.isComposing && event.key === 'Enter') void save();
          }}
        />
        {failure !== null && <Alert type="error" showIcon title={t(`error.${failure}`)} />}
        <Keypad {...keys} onCancel={close} onSave={() => void save()} canSave={text !== '' && !busy} />
      </div>
    </Modal>
  );
}
