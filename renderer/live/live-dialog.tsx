import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLaneName } from '../dialogs/lane-name.ts';
import { TYPE_PLATE_LETTER } from '../keys/key-map.ts';
import { useDesk } from '../store/desk.tsx';
import { LivePicture } from './live-picture.tsx';
import './live.css';

/** A look through a lane's camera, and a car typed from what is seen. */
export function LiveDialog({ laneId }: { laneId: string }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const lane = useLaneName(laneId);
  const type = (): void => {
    attention.open({ kind: 'type-plate', laneId });
  };
  return (
    <Modal
      open
      centered
      width={900}
      title={t('live.title', { lane })}
      footer={
        <Button
          autoFocus
          data-testid="live-type"
          aria-keyshortcuts={TYPE_PLATE_LETTER}
          onClick={type}
          onKeyDown={(event) => {
            if (event.key.toUpperCase() === TYPE_PLATE_LETTER) type();
          }}
        >
          {t('live.type')} <kbd>{TYPE_PLATE_LETTER}</kbd>
        </Button>
      }
      onCancel={() => {
        attention.open(null);
      }}
    >
      <div className="live" data-testid="live-dialog">
        <LivePicture laneId={laneId} />
      </div>
    </Modal>
  );
}
