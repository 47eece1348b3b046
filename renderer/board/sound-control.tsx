import { MutedOutlined, SoundOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Slider, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNow } from '../clock/use-now.ts';
import { isMuted, muteFor } from '../sound/mute.ts';
import { useHasVoice } from '../sound/speech.ts';
import { sound } from '../sound/use-chimes.ts';
import { useBoard, useDesk, usePreferences } from '../store/desk.tsx';

/** Volume, mute for a shift, and whether plates are said. */
export function SoundControl() {
  const { t } = useTranslation();
  const muted = useMuted();
  const volume = usePreferences((state) => state.volume);
  const silent = muted || volume === 0;
  const label = silent ? t('bar.soundOff') : t('bar.soundOn', { percent: Math.round(volume * 100) });
  return (
    <Popover content={<Volume />} title={t('sound.title')} trigger="click" placement="bottomRight">
      <button type="button" className="bar-button" aria-label={label} title={label} data-testid="sound">
        {silent ? <MutedOutlined /> : <SoundOutlined />}
      </button>
    </Popover>
  );
}

function useMuted(): boolean {
  const now = useNow();
  const onDuty = useBoard(({ lot }) => lot.onDuty);
  const mute = usePreferences((state) => state.mute);
  return isMuted(mute, onDuty, now);
}

function Volume() {
  const { t } = useTranslation();
  const desk = useDesk();
  const muted = useMuted();
  const onDuty = useBoard(({ lot }) => lot.onDuty);
  const volume = usePreferences((state) => state.volume);
  const spoken = usePreferences((state) => state.spoken);
  const hasVoice = useHasVoice();
  return (
    <Space orientation="vertical" style={{ width: 260 }}>
      <Slider
        value={Math.round(volume * 100)}
        disabled={muted}
        ariaLabelForHandle={t('bar.volume')}
        onChange={(percent) => {
          desk.preferences.setState({ volume: percent / 100 });
        }}
      />
      <Checkbox
        checked={spoken && hasVoice}
        disabled={!hasVoice}
        data-testid="spoken"
        onChange={({ target }) => {
          desk.preferences.setState({ spoken: target.checked });
        }}
      >
        {t('sound.spoken')}
      </Checkbox>
      {!hasVoice && <span className="dim">{t('sound.noVoice')}</span>}
      <Space>
        <Button
          data-testid="mute"
          onClick={() => {
            desk.preferences.setState({ mute: muted ? null : muteFor(onDuty, Date.now()) });
          }}
        >
          {muted ? t('bar.unmute') : t('bar.mute')}
        </Button>
        <Button
          disabled={muted}
          onClick={() => {
            sound(desk, 'ask');
          }}
        >
          {t('bar.try')}
        </Button>
      </Space>
      {muted && <span className="dim">{t('sound.mutedForShift')}</span>}
    </Space>
  );
}
