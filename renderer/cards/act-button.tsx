import { LockOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCards, useDesk } from '../store/desk.tsx';
import { ACT_KEYS } from './cards-keys.ts';
import { offered } from './cards-state.ts';
import type { Act } from './cards-state.ts';

interface ActButtonProps {
  act: Act;
  /** For an act that is not the station's: an export. */
  onPress?: () => void;
}

/** An act with its key. What is a supervisor's says so, and cannot be pressed by an attendant. */
export function ActButton({ act, onPress }: ActButtonProps) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const offer = useCards((state) => offered(state, act));
  const acting = useCards((state) => state.acting === act);
  return (
    <Tooltip title={offer === 'not-yours' ? t('cards.notYours') : undefined}>
      <Button
        className={`cards-act-${act}`}
        disabled={offer !== 'yes'}
        loading={acting}
        danger={act === 'end'}
        icon={offer === 'not-yours' ? <LockOutlined /> : undefined}
        data-testid={`act-${act}`}
        data-offer={offer}
        onClick={() => {
          if (act !== 'export') acts.press(act);
          else onPress?.();
        }}
      >
        {t(`cards.act.${act}`)} <kbd>{ACT_KEYS[act]}</kbd>
      </Button>
    </Tooltip>
  );
}
