import { theme } from 'antd';
import type { ThemeConfig } from 'antd';
import type { Preferences } from '../store/preferences.ts';
import { beijingHour } from '../clock/beijing.ts';

export type Shade = 'light' | 'dark';

/** By hand, or dark from 19:00 to 07:00 Beijing time. */
export function shadeAt(look: Preferences['look'], now: number): Shade {
  if (look !== 'auto') return look;
  const hour = beijingHour(now);
  return hour >= 19 || hour < 7 ? 'dark' : 'light';
}

/** The order in which the switch goes round. */
export const NEXT_LOOK: Readonly<Record<Preferences['look'], Preferences['look']>> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
};

export const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif';

/** The component library in the board's colours (tokens.css has the same). */
export function antdTheme(shade: Shade): ThemeConfig {
  const dark = shade === 'dark';
  const ink = dark ? '#e6ebf1' : '#17202b';
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: FONT,
      fontSize: 15,
      borderRadius: 6,
      controlHeight: 40,
      colorPrimary: dark ? '#2f6fd0' : '#1257b8',
      colorBgBase: dark ? '#1b222b' : '#ffffff',
      colorBgElevated: dark ? '#232c37' : '#ffffff',
      colorTextBase: ink,
      colorTextPlaceholder: dark ? '#a6b2c0' : '#4d5968',
      // By night a light red under dark letters: as words on the dark ground it must be read as well.
      colorError: dark ? '#ff8f87' : '#c4261c',
      // A dialog is there when its key is pressed: motion is for what moved at the gate.
      motion: false,
    },
    components: {
      Button: {
        dangerColor: dark ? '#14181e' : '#ffffff',
        // What is pointed at is read as well as before: its border says that it is.
        defaultHoverColor: ink,
        defaultActiveColor: ink,
      },
    },
  };
}
