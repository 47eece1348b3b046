import type { Car, CarBody, CarColour } from '../cars.ts';
import { drawPlate } from './plate-drawing.ts';

/** Light, body and shade of each paint. */
const PAINT: Record<CarColour, readonly [light: string, body: string, shade: string]> = {
  white: ['#ffffff', '#e9ecee', '#b4bac0'],
  grey: ['#b9bfc5', '#878e96', '#555c64'],
  black: ['#59606a', '#262a30', '#0d0f12'],
  red: ['#e0503f', '#b3211b', '#6d0f0f'],
  yellow: ['#ffd965', '#e9ad13', '#a0720a'],
  green: ['#5d9c74', '#2c6b48', '#153a26'],
  blue: ['#5b86c9', '#274f95', '#132b58'],
};

/** The front of a body in its own units: centre line at x = 0, ground at y = 0, up is negative. */
interface Shape {
  /** Half widths of roof, shoulders and flanks; heights of roof, shoulders, bonnet edge and bumper. */
  roof: number;
  shoulder: number;
  flank: number;
  roofY: number;
  shoulderY: number;
  bonnetY: number;
  bumperY: number;
  plateY: number;
}

const SHAPES: Record<CarBody, Shape> = {
  sedan: {
    roof: 118,
    shoulder: 178,
    flank: 200,
    roofY: -318,
    shoulderY: -208,
    bonnetY: -172,
    bumperY: -58,
    plateY: -92,
  },
  suv: {
    roof: 140,
    shoulder: 184,
    flank: 206,
    roofY: -372,
    shoulderY: -246,
    bonnetY: -208,
    bumperY: -72,
    plateY: -112,
  },
  van: {
    roof: 162,
    shoulder: 186,
    flank: 200,
    roofY: -432,
    shoulderY: -232,
    bonnetY: -192,
    bumperY: -64,
    plateY: -104,
  },
  truck: {
    roof: 196,
    shoulder: 206,
    flank: 214,
    roofY: -470,
    shoulderY: -262,
    bonnetY: -196,
    bumperY: -70,
    plateY: -108,
  },
};

/** Where a plate would be: the bare bumper. */
const EMPTY_HOLDER = { width: 440, height: 140, svg: '' };

/** Half the plate's width on the car, in the car's units. */
const PLATE_HALF = 84;

/** Darkens all that is drawn before it; lamps and plate come after. */
const NIGHT = '<rect x="-1200" y="-1200" width="2400" height="2400" fill="#050916" opacity="0.5"/>';

/** The car seen from the front; its plate is drawn last and stays bright at night, as cameras light it. */
export function drawCar(car: Car, night: boolean): string {
  const shape = SHAPES[car.body];
  const { roof, shoulder, flank, roofY, shoulderY, bonnetY, bumperY, plateY } = shape;
  const [light, body, shade] = PAINT[car.colour];
  const lampY = bonnetY + 34;
  const grilleTop = bonnetY + 22;
  const plate = car.plate.text === '' ? EMPTY_HOLDER : drawPlate(car.plate);
  const scale = (2 * PLATE_HALF) / plate.width;
  const windowTop = roofY + 20;
  const mirror = (side: 1 | -1) =>
    `<path d="M${side * (shoulder - 4)} ${shoulderY - 6} q${side * 14} -26 ${side * 42} -20 q${side * 10} 4 ${side * 8} 22 q${side * -4} 16 ${side * -46} 12z" fill="${body}" stroke="${shade}" stroke-width="2"/>`;
  const wheel = (side: 1 | -1) =>
    `<rect x="${side === 1 ? flank - 58 : -flank + 6}" y="-74" width="52" height="76" rx="14" fill="#16181b"/>`;
  const lamp = (side: 1 | -1) => {
    const at = `translate(${side * (flank - 10)} ${lampY}) scale(${-side} 1)`;
    return `<g transform="${at}"><path d="M0 -20 L66 -8 Q78 4 66 16 L10 22 Q-4 6 0 -20z" fill="${night ? '#fffdf0' : '#d9e6ee'}" stroke="#3c444c" stroke-width="3"/>
<circle cx="24" cy="2" r="11" fill="${night ? '#ffffff' : '#f7fbff'}" stroke="#7d8a94" stroke-width="2"/><circle cx="49" cy="4" r="8" fill="#eef5fa" stroke="#7d8a94" stroke-width="2"/></g>`;
  };
  const fog = (side: 1 | -1) =>
    `<ellipse cx="${side * (flank - 46)}" cy="${bumperY + 8}" rx="17" ry="9" fill="#20252a"/><circle cx="${side * (flank - 46)}" cy="${bumperY + 8}" r="6" fill="#cfd6da"/>`;
  const glow = (side: 1 | -1) =>
    night
      ? `<ellipse cx="${side * (flank - 44)}" cy="${lampY}" rx="120" ry="76" fill="url(#glow)"/><path d="M${side * (flank - 70)} ${lampY + 12} L${side * (flank + 150)} 150 L${side * 20} 150z" fill="url(#beam)"/>`
      : '';
  return `<defs>
<linearGradient id="paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light}"/><stop offset="0.5" stop-color="${body}"/><stop offset="1" stop-color="${shade}"/></linearGradient>
<linearGradient id="bonnet" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${body}"/><stop offset="0.4" stop-color="${light}"/><stop offset="1" stop-color="${body}"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2="0.4" y2="1"><stop offset="0" stop-color="#8fb0c4"/><stop offset="0.45" stop-color="#33454f"/><stop offset="1" stop-color="#141c21"/></linearGradient>
<radialGradient id="ground-shade"><stop offset="0.55" stop-color="#000" stop-opacity="0.55"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fffbe6" stop-opacity="0.95"/><stop offset="0.25" stop-color="#fff4c8" stop-opacity="0.5"/><stop offset="1" stop-color="#fff0b8" stop-opacity="0"/></radialGradient>
<linearGradient id="beam" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff6d2" stop-opacity="0.4"/><stop offset="1" stop-color="#fff6d2" stop-opacity="0"/></linearGradient></defs>
<ellipse cx="0" cy="2" rx="${flank + 46}" ry="26" fill="url(#ground-shade)"/>
${wheel(-1)}${wheel(1)}
<path d="M${-shoulder} ${shoulderY} Q${-roof - 16} ${roofY + 44} ${-roof} ${roofY + 12} Q${-roof + 8} ${roofY} ${-roof + 34} ${roofY - 4} Q0 ${roofY - 14} ${roof - 34} ${roofY - 4} Q${roof - 8} ${roofY} ${roof} ${roofY + 12} Q${roof + 16} ${roofY + 44} ${shoulder} ${shoulderY}z" fill="url(#paint)" stroke="${shade}" stroke-width="2.5"/>
<path d="M${-shoulder + 26} ${shoulderY + 2} Q${-roof + 2} ${windowTop + 30} ${-roof + 20} ${windowTop} Q0 ${windowTop - 10} ${roof - 20} ${windowTop} Q${roof - 2} ${windowTop + 30} ${shoulder - 26} ${shoulderY + 2} Q0 ${shoulderY - 16} ${-shoulder + 26} ${shoulderY + 2}z" fill="url(#glass)"/>
<path d="M${-roof + 34} ${windowTop + 4} L${-roof + 74} ${windowTop} L${-shoulder + 92} ${shoulderY - 8} L${-shoulder + 52} ${shoulderY - 4}z" fill="#fff" opacity="0.13"/>
<rect x="-17" y="${windowTop + 2}" width="34" height="11" rx="4" fill="#0e1215"/>
<path d="M${roof * 0.14} ${shoulderY - 10} q4 -44 44 -44 q40 0 44 40z" fill="#0b1013" opacity="0.55"/><ellipse cx="${roof * 0.14 + 44}" cy="${shoulderY - 68}" rx="21" ry="25" fill="#0b1013" opacity="0.55"/><path d="M${roof * 0.14 + 10} ${shoulderY - 12} a34 28 0 0 1 68 -1" fill="none" stroke="#05080a" stroke-width="7" opacity="0.8"/>
<path d="M${-shoulder} ${shoulderY} Q0 ${shoulderY - 22} ${shoulder} ${shoulderY} Q${flank} ${shoulderY + 20} ${flank} ${bonnetY + 30} L${flank} ${bumperY} Q${flank - 4} -30 ${flank - 30} -26 L${-flank + 30} -26 Q${-flank + 4} -30 ${-flank} ${bumperY} L${-flank} ${bonnetY + 30} Q${-flank} ${shoulderY + 20} ${-shoulder} ${shoulderY}z" fill="url(#paint)" stroke="${shade}" stroke-width="2.5"/>
<path d="M${-shoulder + 12} ${shoulderY + 4} Q0 ${shoulderY - 14} ${shoulder - 12} ${shoulderY + 4} L${shoulder - 34} ${bonnetY + 8} Q0 ${bonnetY + 18} ${-shoulder + 34} ${bonnetY + 8}z" fill="url(#bonnet)" opacity="0.9"/>
<path d="M${-104} ${shoulderY + 2} L${-84} ${bonnetY + 10} M104 ${shoulderY + 2} L84 ${bonnetY + 10}" stroke="${shade}" stroke-width="2" opacity="0.5" fill="none"/>
${mirror(-1)}${mirror(1)}
<path d="M-108 ${grilleTop} L108 ${grilleTop} L92 ${plateY - 12} L-92 ${plateY - 12}z" fill="#14171a" stroke="#a5adb3" stroke-width="3"/>
${[0.3, 0.55, 0.8].map((part) => `<path d="M-100 ${grilleTop + (plateY - 12 - grilleTop) * part} H100" stroke="#525a60" stroke-width="2.5"/>`).join('')}
<circle cx="0" cy="${grilleTop + 2}" r="13" fill="#dfe4e8" stroke="#7f888f" stroke-width="2.5"/>
<path d="M${-flank + 24} ${bumperY - 12} H${flank - 24} L${flank - 46} -30 H${-flank + 46}z" fill="#1b1f23" opacity="0.82"/>
<path d="M-118 -36 H118" stroke="#4a5157" stroke-width="4"/>
${fog(-1)}${fog(1)}
${night ? NIGHT : ''}${lamp(-1)}${lamp(1)}${glow(-1)}${glow(1)}
<rect x="${-PLATE_HALF - 5}" y="${plateY - 5}" width="${2 * PLATE_HALF + 10}" height="${plate.height * scale + 10}" rx="5" fill="#0d0f11"/>
<g transform="translate(${-PLATE_HALF} ${plateY}) scale(${scale.toFixed(4)})">${plate.svg}</g>`;
}
