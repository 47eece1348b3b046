import {
  CarFilled,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleFilled,
  MinusCircleOutlined,
  PlayCircleFilled,
  QuestionCircleOutlined,
  UndoOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Standing } from './standing.ts';

const ICONS: Readonly<Record<Standing, React.ReactNode>> = {
  unconfirmed: <QuestionCircleOutlined aria-hidden />,
  'to-come': <ClockCircleOutlined aria-hidden />,
  due: <PlayCircleFilled aria-hidden />,
  late: <WarningFilled aria-hidden />,
  inside: <CarFilled aria-hidden />,
  left: <CheckCircleOutlined aria-hidden />,
  'no-show': <CloseCircleFilled aria-hidden />,
  released: <UndoOutlined aria-hidden />,
  cancelled: <MinusCircleOutlined aria-hidden />,
};

/** Where a booking stands: an icon and a word, and a colour that adds nothing to them. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  return (
    <span className="standing" data-standing={standing} data-testid="standing">
      {ICONS[standing]} {t(`bookings.standing.${standing}`)}
    </span>
  );
}
