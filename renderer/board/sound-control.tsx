import { MutedOutlined, SoundOutlined } from '@ant-design/icons';
import { Button, Popover, Slider, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, usePreferences } from '../store/desk.tsx';
import { sound } from '../sound/use-chimes.ts';

/** Volume and mute of the two chimes. */
export function SoundControl() {
  const { t } = useTranslation();
  const muted = usePreferences((state) => state.muted);
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

function Volume() {
  const { t } = useTranslation();
  const desk = useDesk();
  const muted = usePreferences((state) => state.muted);
  const volume = usePreferences((state) => state.volume);
  return (
    <Space orientation="vertical" style={{ width: 220 }}>
      <Slider
        value={Math.round(volume * 100)}
        disabled={muted}
        ariaLabelForHandle={t('bar.volume')}
        onChange={(percent) => {
          desk.preferences.setState({ volume: percent / 100 });
        }}
      />
      <Space>
        <Button
          onClick={() => {
            desk.preferences.setState({ muted: !muted });
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
    </Space>
  );
}
