import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker } from 'antd';
import { useTranslation } from 'react-i18next';
import './day-field.css';

export interface DayFieldProps {
  /** `yyyy-MM-dd`; empty: not known yet. */
  day: string;
  isToday: boolean;
  /** The letter of the button that leads to today. */
  todayKey: string;
  onStep(by: 1 | -1): void;
  /** Null: today, from then on. */
  onChoose(day: string | null): void;
}

/** Which day is listed: today, or another by the arrows and the calendar. */
export function DayField({ day, isToday, todayKey, onStep, onChoose }: DayFieldProps) {
  const { t } = useTranslation();
  return (
    <span className="day-field">
      <Button
        icon={<LeftOutlined />}
        aria-label={t('bookings.dayBefore')}
        data-testid="day-before"
        onClick={() => {
          onStep(-1);
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
          if (typeof chosen === 'string' && chosen !== '') onChoose(chosen);
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        }}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('bookings.dayAfter')}
        data-testid="day-after"
        onClick={() => {
          onStep(1);
        }}
      />
      <Button
        type={isToday ? 'primary' : 'default'}
        data-testid="day-today"
        onClick={() => {
          onChoose(null);
        }}
      >
        {t('bookings.today')} <kbd>{todayKey}</kbd>
      </Button>
    </span>
  );
}
