import type { Shade } from '../look/look.ts';

/** Colours of charts. `paper`: black on white, where patterns tell the parts apart. */
export type Ground = Shade | 'paper';

export interface Palette {
  text: string;
  dim: string;
  line: string;
  ground: string;
  /** For series in their order; apart for colour-blind eyes too, by hue and by lightness. */
  series: readonly string[];
}

const PALETTES: Readonly<Record<Ground, Palette>> = {
  light: {
    text: '#17202b',
    dim: '#4d5968',
    line: '#cbd3dc',
    ground: '#ffffff',
    series: ['#0b5cad', '#e08a00', '#0a8a66', '#b0568c', '#56a9de', '#7d8794'],
  },
  dark: {
    text: '#e6ebf1',
    dim: '#a6b2c0',
    line: '#364250',
    ground: '#1b222b',
    series: ['#5b9df0', '#f0b03f', '#35c195', '#e08bbd', '#9fd3f7', '#96a3b2'],
  },
  paper: {
    text: '#000000',
    dim: '#333333',
    line: '#999999',
    ground: '#ffffff',
    series: ['#1a1a1a', '#bfbfbf', '#595959', '#e0e0e0', '#8c8c8c', '#f4f4f4'],
  },
};

export const paletteOf = (ground: Ground): Palette => PALETTES[ground];
