import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Intent } from '../acts/intent.ts';
import { useDesk } from '../store/desk.tsx';
import { useLaneName } from './lane-name.ts';

interface SureDialogProps {
  laneId: string;
  plate: string;
  intent: Extract<Intent, { kind: 'sure' }>;
}

/** What cannot be undone is asked once more; Enter says yes. */
export function SureDialog({ laneId, plate, intent }: SureDialogProps) {
  const { t } = useTranslation();
  const desk = useDesk();
  const lane = useLaneName(laneId);
  const of = `sure.${intent.sure}`;
  return (
    <Modal
      open
      centered
      title={t(`${of}.title`, { lane, plate: plate || t('lane.noPlate') })}
      okText={t('sure.yes')}
      cancelText={t('sure.no')}
      okButtonProps={{ autoFocus: true, danger: true }}
      onOk={() => {
        desk.attention.open(null);
        desk.send(intent.press);
      }}
      onCancel={() => {
        desk.attention.open(null);
      }}
    >
      <p data-testid="sure-dialog">{t(`${of}.words`)}</p>
    </Modal>
  );
}
