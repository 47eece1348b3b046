import type { PlateColour } from '../../electron/contract/vocabulary.ts';
import type { Plate } from '../plates.ts';

/** Plates as GA 36-2018 draws them, in its millimetres: 440 × 140, new energy 480 × 140. */
export interface DrawnPlate {
  svg: string;
  width: number;
  height: number;
}

interface Dress {
  ground: string;
  ink: string;
}

const DRESS: Record<PlateColour, Dress> = {
  blue: { ground: '#0a46b4', ink: '#fdfdfd' },
  yellow: { ground: '#f3b50b', ink: '#111' },
  green: { ground: 'url(#plate-green)', ink: '#101814' },
  'yellow-green': { ground: 'url(#plate-yellow-green)', ink: '#101814' },
  white: { ground: '#f6f6f2', ink: '#111' },
  black: { ground: '#15161a', ink: '#fdfdfd' },
  unknown: { ground: '#8d9296', ink: '#22262a' },
};

const GRADIENTS = `<linearGradient id="plate-green" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#f2fbf4"/><stop offset="0.35" stop-color="#b8ebc6"/><stop offset="1" stop-color="#2fb56a"/></linearGradient>
<linearGradient id="plate-yellow-green" x1="0" y1="0" x2="1" y2="0">
<stop offset="0.27" stop-color="#f6c61e"/><stop offset="0.29" stop-color="#4cc06f"/></linearGradient>`;

const HEIGHT = 140;
/** Millimetres: width of a sign, gap between signs, and of the gap with the dot. */
const MEASURES = {
  7: { width: 440, margin: 15.5, sign: 45, gap: 12, dotGap: 34 },
  8: { width: 480, margin: 15.5, sign: 43, gap: 9, dotGap: 49 },
} as const;

/** Draws any text as a plate; texts that are no plate are fitted into the ordinary size. */
export function drawPlate({ text, colour }: Plate): DrawnPlate {
  const signs = [...text];
  const measure = MEASURES[signs.length === 8 ? 8 : 7];
  const { width, margin, sign, gap, dotGap } = measure;
  const { ground, ink } = DRESS[colour];
  const lawful = signs.length === 7 || signs.length === 8;
  const step = lawful ? sign + gap : (width - 2 * margin) / Math.max(signs.length, 1);
  const left = (i: number) => margin + i * step + (lawful && i >= 2 ? dotGap - gap : 0);
  const drawn = signs.map((char, i) => drawSign(char, left(i) + sign / 2, ink)).join('');
  const dot = lawful ? `<circle cx="${margin + 2 * step - gap + dotGap / 2}" cy="72" r="5.5" fill="${ink}"/>` : '';
  return {
    width,
    height: HEIGHT,
    svg: `<defs>${GRADIENTS}</defs>
<rect width="${width}" height="${HEIGHT}" rx="11" fill="${ground}"/>
<rect x="5" y="5" width="${width - 10}" height="${HEIGHT - 10}" rx="8" fill="none" stroke="${ink}" stroke-width="2.6"/>
${bolt(width * 0.27, 15)}${bolt(width * 0.73, 15)}${bolt(width * 0.27, 125)}${bolt(width * 0.73, 125)}${dot}${drawn}`,
  };
}

/** One sign, squeezed to the narrow shape of plate lettering. */
function drawSign(char: string, centre: number, ink: string): string {
  const chinese = char > '⺀';
  const [size, squeeze, baseline] = chinese ? [100, 0.48, 107.5] : [120, 0.66, 115.5];
  return `<text transform="translate(${centre.toFixed(1)} ${baseline}) scale(${squeeze} 1)" font-size="${size}" font-weight="700" text-anchor="middle" fill="${ink}">${escapeXml(char)}</text>`;
}

const bolt = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="4.6" fill="#b9bdc1" stroke="#6d7276" stroke-width="1"/>`;

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
