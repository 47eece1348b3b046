import { Popover } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArrivalView, LaneView } from '../../electron/contract/board.ts';
import { useDesk } from '../store/desk.tsx';
import { Candidates } from '../board/lane/candidates.tsx';
import { Keypad } from './keypad.tsx';
import { usePlateText } from './use-plate-text.ts';
import './plate-editor.css';

/** The plate edited in its place: typed, or put together on the keypad by hand or finger. Enter takes it. */
export function PlateEditor({ lane, arrival }: { lane: LaneView; arrival: ArrivalView }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { text, field, input, keys } = usePlateText(arrival.plate.text);

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, [field]);

  const close = (): void => {
    desk.attention.open(null);
  };
  const save = (): void => {
    if (text === '') return;
    close();
    desk.correct(lane.id, text);
  };

  return (
    <Popover
      open
      placement="bottom"
      autoAdjustOverflow
      content={
        <div className="plate-editor-pad" role="group" aria-label={t('plate.edit')}>
          <Keypad {...keys} onCancel={close} onSave={save} canSave={text !== ''} />
          {arrival.candidates.length > 0 && (
            <Candidates laneId={lane.id} candidates={arrival.candidates} active={false} />
          )}
        </div>
      }
    >
      <input
        {...input}
        ref={field}
        className="plate-field"
        data-testid={`lane-${lane.id}-plate-field`}
        aria-label={t('plate.input')}
        placeholder={t('plate.empty')}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') close();
        }}
      />
    </Popover>
  );
}
