import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { BoardView, NoticeView } from '../../../electron/contract/board.ts';
import type { StationStatus } from '../../../electron/contract/events.ts';
import { noticeWords } from '../../language/sentences.ts';
import { causeSentence } from '../../sync/words.ts';
import { useBoard, useBoardState } from '../../store/desk.tsx';
import { byGravity } from './gravity.ts';
import { Strip } from './strip.tsx';
import './strips.css';

/** What is lost, one strip each, gravest first. With many lanes one is shown and the rest are a touch away. */
export function Strips() {
  const { t } = useTranslation();
  const station = useBoardState((state) => state.station);
  const board = useBoard((all) => all);
  const strips = [
    ...(station === null || station.state === 'up' ? [] : [stationStrip(t, station)]),
    ...byGravity(board.notices).map((notice) => noticeStrip(t, board, notice)),
  ];
  const shown = strips.slice(0, board.lanes.length > 4 ? 1 : 2);
  const others = strips.length - shown.length;
  if (strips.length === 0) return null;
  return (
    <section className="strips" aria-label={t('notice.all')} aria-live="polite">
      {shown.map(({ key, ...strip }, index) => (
        <Strip key={key} {...strip}>
          {index === shown.length - 1 && others > 0 && (
            <Popover
              trigger="click"
              placement="bottomRight"
              title={t('notice.all')}
              content={
                <div className="strips-all">
                  {strips.map(({ key, ...each }) => (
                    <Strip key={key} {...each} testId={`${each.testId}-all`} />
                  ))}
                </div>
              }
            >
              <button type="button" className="strips-more" data-testid="notices-more">
                {t('notice.more', { count: others })}
              </button>
            </Popover>
          )}
        </Strip>
      ))}
    </section>
  );
}

function stationStrip(t: TFunction, { state, since, attempt, detail }: StationStatus) {
  const of = `station.${state}`;
  return {
    key: 'station',
    testId: 'station-strip',
    tone: state === 'down' ? ('stop' as const) : ('ask' as const),
    since,
    words: { lost: t(`${of}.lost`), works: t(`${of}.works`), todo: t(`${of}.todo`, { attempt }) },
    detail,
  };
}

function noticeStrip(t: TFunction, board: BoardView, notice: NoticeView) {
  const platform = board.platforms.find(({ id }) => id === notice.subject);
  return {
    key: `${notice.code} ${notice.subject}`,
    testId: `notice-${notice.code}`,
    tone: notice.code === 'barrier' || notice.code === 'disk' ? ('stop' as const) : ('ask' as const),
    since: notice.since,
    words: noticeWords(t, notice, subjectName(t, board, notice.subject), platform && causeSentence(t, platform)),
    detail: notice.detail,
  };
}

/** A notice names its lane or platform by id. */
function subjectName(t: TFunction, board: BoardView, subject: string): string {
  const platform = board.platforms.find(({ id }) => id === subject);
  if (platform !== undefined) return t(`platform.${platform.kind}`);
  return board.lanes.find(({ id }) => id === subject)?.name ?? subject;
}
