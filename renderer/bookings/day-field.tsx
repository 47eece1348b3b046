import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBookings, useDesk } from '../store/desk.tsx';
import { NOW_KEY } from './bookings-keys.ts';
import { isToday } from './bookings-state.ts';

/** Which day is listed: today, where now is, or another by the arrows and the calendar. */
export function DayField() {
  const { t } = useTranslation();
  const { store } = useDesk().bookings;
  const today = useBookings(isToday);
  const day = useBookings((state) => state.day ?? state.figures?.day ?? '');
  return (
    <span className="day-field">
      <Button
        icon={<LeftOutlined />}
        aria-label={t('bookings.dayBefore')}
        data-testid="day-before"
        onClick={() => {
          store.stepDay(-1);
        }}
      />
      <DatePicker
        // The calendar gives a day; which one is listed is the screen's to say.
        value={null}
        allowClear={false}
        inputReadOnly
        suffixIcon={null}
        placeholder={day}
        className="day-field-day"
        aria-label={t('bookings.day')}
        data-testid="day"
        onChange={(_, chosen) => {
          if (typeof chosen === 'string' && chosen !== '') store.chooseDay(chosen);
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        }}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('bookings.dayAfter')}
        data-testid="day-after"
        onClick={() => {
          store.stepDay(1);
        }}
      />
      <Button
        type={today ? 'primary' : 'default'}
        data-testid="day-today"
        onClick={() => {
          store.chooseDay(null);
        }}
      >
        {t('bookings.today')} <kbd>{NOW_KEY}</kbd>
      </Button>
    </span>
  );
}
