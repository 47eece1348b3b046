import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PlatformView } from '../../electron/contract/board.ts';
import { elapsed, shortTime, took } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk } from '../store/desk.tsx';
import { causeSentence } from '../sync/words.ts';

/** One platform: connected or not, and how much still waits to be sent; more on hover, all of it a press away. */
export function PlatformLight({ platform }: { platform: PlatformView }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const waiting = platform.waitingLive + platform.waitingBacklog;
  return (
    <Tooltip title={<Details platform={platform} />} placement="bottom" trigger="hover">
      <button
        type="button"
        className="platform-light"
        data-testid={`platform-${platform.id}`}
        data-state={platform.state}
        onClick={() => {
          attention.visit({ kind: 'sync', platformId: platform.id });
        }}
      >
        <span className="cut">
          {t(`platform.${platform.kind}`)} {t(`platform.${platform.state}`)}
        </span>
        {/* Room is short: that nothing waits is only said where nothing else is. */}
        {(waiting > 0 || platform.parked === 0) && (
          <span className="platform-light-count" data-some={waiting > 0}>
            {t('platform.waiting', { count: waiting })}
          </span>
        )}
        {platform.parked > 0 && <strong>{t('platform.parked', { count: platform.parked })}</strong>}
      </button>
    </Tooltip>
  );
}

function Details({ platform }: { platform: PlatformView }) {
  const { t } = useTranslation();
  const now = useNow();
  const { state, since, oldestWaiting, p50Ms, p99Ms } = platform;
  return (
    <div>
      <div>
        {t('platform.since', { state: t(`platform.${state}`), time: shortTime(since, now) })}
        {[causeSentence(t, platform), platform.detail ?? '']
          .filter((words) => words !== '')
          .map((words) => ` · ${words}`)
          .join('')}
      </div>
      <div>{t('platform.backlog', { live: platform.waitingLive, backlog: platform.waitingBacklog })}</div>
      {oldestWaiting !== null && <div>{t('platform.oldest', { elapsed: elapsed(oldestWaiting, now) })}</div>}
      {p50Ms !== null && p99Ms !== null && (
        <div>{t('platform.speed', { p50: took(t, p50Ms), p99: took(t, p99Ms) })}</div>
      )}
    </div>
  );
}
