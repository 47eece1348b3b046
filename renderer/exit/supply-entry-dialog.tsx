import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayTime, stayLength } from '../clock/beijing.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useBoard, useDesk } from '../store/desk.tsx';
import { entryTimeOf } from './entry-time.ts';
import './exit.css';

/** The car at an exit came in unseen: when, then why a person says so. */
export function SupplyEntryDialog({ laneId, arrivalId }: { laneId: string; arrivalId: string }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const lane = useBoard((board) => board.lanes.find(({ id }) => id === laneId));
  const arrival = lane?.arrival?.id === arrivalId ? lane.arrival : null;
  const [typed, setTyped] = useState('');
  const [sure, setSure] = useState(false);
  const field = useRef<InputRef>(null);
  if (lane === undefined || arrival === null) return null;
  const enteredAt = entryTimeOf(typed, arrival.capturedAt);
  const close = (): void => {
    desk.attention.open(null);
  };

  const next = (): void => {
    if (enteredAt !== null) setSure(true);
  };

  if (sure && enteredAt !== null) {
    return (
      <ReasonModal
        title={t('exit.entry.because')}
        ready={t('exit.entry.ready', { returnObjects: true }) as unknown as string[]}
        onChoose={(because) => {
          if (because === undefined) return;
          close();
          desk.send({ command: 'exit.supply-entry', laneId, input: { laneId, arrivalId, enteredAt, because } });
        }}
        onCancel={() => {
          setSure(false);
        }}
      />
    );
  }
  return (
    <Modal
      open
      centered
      title={t('exit.entry.title', { lane: lane.name, plate: arrival.plate.text })}
      footer={null}
      width={560}
      afterOpenChange={() => field.current?.focus()}
      onCancel={close}
    >
      <div className="pay" data-testid="supply-entry">
        <p>{t('exit.entry.hint')}</p>
        <div className="pay-row">
          <span className="pay-label">{t('exit.entry.at')}</span>
          <Input
            ref={field}
            autoFocus
            className="pay-given"
            value={typed}
            maxLength={16}
            placeholder="09:30"
            aria-label={t('exit.entry.at')}
            data-testid="entry-at"
            onChange={(event) => {
              setTyped(event.target.value);
            }}
            onPressEnter={(event) => {
              // Else the same press would reach whatever has the focus by then.
              event.preventDefault();
              next();
            }}
          />
          <b data-testid="entry-meant" aria-live="polite">
            {enteredAt !== null
              ? t('exit.entry.meant', {
                  time: dayTime(enteredAt),
                  length: stayLength(t, enteredAt, arrival.capturedAt),
                })
              : typed !== '' && t('exit.entry.none')}
          </b>
        </div>
        <p className="dim">{t('exit.entry.how')}</p>
        <div className="pay-row">
          <Button type="primary" disabled={enteredAt === null} data-testid="entry-next" onClick={next}>
            {t('exit.entry.next')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
