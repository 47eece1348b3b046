import { useTranslation } from 'react-i18next';
import { PLATE_MARKS, PROVINCES, SERIAL_DIGITS, SERIAL_LETTERS } from '../../electron/contract/plate-characters.ts';

interface KeypadProps {
  onProvince: (province: string) => void;
  onKey: (key: string) => void;
  onDelete: () => void;
  onCancel: () => void;
  onSave: () => void;
  canSave: boolean;
}

/** Provinces, then letters and digits, then the marks of special plates: each key large enough for a glove. */
export function Keypad(props: KeypadProps) {
  const { t } = useTranslation();
  const key = (character: string, press: (character: string) => void) => (
    <Key
      key={character}
      onPress={() => {
        press(character);
      }}
    >
      {character}
    </Key>
  );
  return (
    <div className="keypad">
      {[...PROVINCES].map((province) => key(province, props.onProvince))}
      <div className="keypad-rule" />
      {[...SERIAL_DIGITS].map((digit) => key(digit, props.onKey))}
      <Key span={2} onPress={props.onDelete}>
        {t('plate.delete')}
      </Key>
      <Key span={2} onPress={props.onCancel}>
        {t('plate.cancel')}
      </Key>
      <Key span={2} onPress={props.onSave} save disabled={!props.canSave}>
        {t('plate.save')}
      </Key>
      {[...SERIAL_LETTERS].map((letter) => key(letter, props.onKey))}
      {PLATE_MARKS.map((mark) => key(mark, props.onKey))}
    </div>
  );
}

function Key(props: { onPress: () => void; children: string; span?: number; save?: boolean; disabled?: boolean }) {
  return (
    <button
      type="button"
      className="keypad-key"
      style={{ gridColumn: `span ${props.span ?? 1}` }}
      data-word={props.children.length > 1}
      data-save={props.save}
      disabled={props.disabled}
      // The caret stays in the field.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
