import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** Digits for a finger in a glove. */
export function Keypad({ onDigit, onErase }: { onDigit: (digit: string) => void; onErase: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="sign-in-keypad" data-testid="keypad">
      {DIGITS.map((digit) => (
        <Button
          key={digit}
          tabIndex={-1}
          onClick={() => {
            onDigit(digit);
          }}
        >
          {digit}
        </Button>
      ))}
      <Button tabIndex={-1} className="sign-in-erase" onClick={onErase}>
        {t('session.erase')}
      </Button>
    </div>
  );
}
