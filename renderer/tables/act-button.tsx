import { LockOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';

interface ActButtonProps {
  act: string;
  words: string;
  /** Its letter. */
  letter: string;
  /** Whether it can be done now, and by whom is on duty. */
  offer: 'yes' | 'no' | 'not-yours';
  acting: boolean;
  /** Why it cannot be pressed by whom is on duty. */
  notYours: string;
  className: string;
  danger?: boolean;
  primary?: boolean;
  onPress: () => void;
}

/** An act with its key. What is a supervisor's says so, and cannot be pressed by an attendant. */
export function ActButton({
  act,
  words,
  letter,
  offer,
  acting,
  notYours,
  className,
  danger = false,
  primary = false,
  onPress,
}: ActButtonProps) {
  return (
    <Tooltip title={offer === 'not-yours' ? notYours : undefined}>
      <Button
        className={className}
        disabled={offer !== 'yes'}
        loading={acting}
        danger={danger}
        type={primary ? 'primary' : 'default'}
        icon={offer === 'not-yours' ? <LockOutlined /> : undefined}
        data-testid={`act-${act}`}
        data-offer={offer}
        onClick={onPress}
      >
        {words} <kbd>{letter}</kbd>
      </Button>
    </Tooltip>
  );
}
