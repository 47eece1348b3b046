import { Alert, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import { useBoard, useDesk } from '../store/desk.tsx';
import { ReasonModal } from './reason-modal.tsx';

/** Somewhere that is no lane. */
const ELSEWHERE = '';

/** A vehicle that is parked where it must not be, or blocks others (table A.3): where, which, and what is wrong. */
export function IllegalParkingDialog() {
  const { t } = useTranslation();
  const { attention, bridge } = useDesk();
  const lanes = useBoard((board) => board.lanes);
  const active = lanes.find(({ id }) => id === attention.getState().activeId);
  const [laneId, setLaneId] = useState(active?.id ?? ELSEWHERE);
  const [plate, setPlate] = useState('');
  const [failure, setFailure] = useState<CommandError['code'] | null>(null);
  // One for as long as it lies open: sent again after a failure, it is still one act.
  const [key] = useState(() => crypto.randomUUID());
  const sending = useRef(false);

  const send = async (because: string): Promise<void> => {
    if (sending.current) return;
    sending.current = true;
    const result = await callSafely(bridge, 'lot.report-illegal-parking', {
      key,
      laneId: laneId === ELSEWHERE ? null : laneId,
      ...(plate.trim() !== '' && { plate: plate.trim() }),
      because,
    });
    sending.current = false;
    if (result.ok) attention.open(null);
    else setFailure(result.error.code);
  };

  return (
    <ReasonModal
      title={t('illegalParking.title')}
      ready={t('illegalParking.ready', { returnObjects: true }) as unknown as string[]}
      onChoose={(because) => {
        if (because !== undefined) void send(because);
      }}
      onCancel={() => {
        attention.open(null);
      }}
    >
      {failure !== null && <Alert type="warning" showIcon title={t(`error.${failure}`)} data-testid="illegal-failed" />}
      <div className="reasons-about">
        <Select
          value={laneId}
          aria-label={t('illegalParking.where')}
          data-testid="illegal-lane"
          options={[
            ...lanes.map(({ id, name }) => ({ value: id, label: name })),
            { value: ELSEWHERE, label: t('illegalParking.elsewhere') },
          ]}
          onChange={setLaneId}
        />
        <Input
          value={plate}
          maxLength={16}
          aria-label={t('illegalParking.plate')}
          placeholder={t('illegalParking.plate')}
          data-testid="illegal-plate"
          onChange={(event) => {
            setPlate(event.target.value);
          }}
        />
      </div>
    </ReasonModal>
  );
}
