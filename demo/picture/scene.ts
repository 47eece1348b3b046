import { escapeXml } from './plate-drawing.ts';

export type Light = 'day' | 'dusk' | 'night';

export const WIDTH = 1280;
export const HEIGHT = 720;

export interface SceneOptions {
  laneName: string;
  direction: 'entrance' | 'exit';
  light: Light;
}

const SKY: Record<Light, readonly [top: string, low: string]> = {
  day: ['#8fbbe0', '#e3eef4'],
  dusk: ['#3d4a77', '#d79b78'],
  night: ['#070b16', '#1a2236'],
};
const VEIL: Record<Light, string> = { day: '#000000 0', dusk: '#2a2340 0.05', night: '#060a18 0.3' };

/** What a lane's camera sees without a car: road, kerbs, island, booth, the buildings behind. */
export function drawScene({ laneName, direction, light }: SceneOptions): string {
  const [skyTop, skyLow] = SKY[light];
  const [veil, opacity] = VEIL[light].split(' ');
  const lit = light === 'day' ? '#9db7c8' : '#ffdf96';
  const behind = direction === 'entrance' ? street(lit) : hospital(lit);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${skyTop}"/><stop offset="1" stop-color="${skyLow}"/></linearGradient>
<linearGradient id="road" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#7d8184"/><stop offset="1" stop-color="#595d61"/></linearGradient>
<pattern id="hazard" width="44" height="44" patternUnits="userSpaceOnUse" patternTransform="skewX(-35)"><rect width="44" height="44" fill="#f2c114"/><rect width="22" height="44" fill="#1c1c1c"/></pattern>
</defs>
<rect width="${WIDTH}" height="280" fill="url(#sky)"/>
${behind}
<path d="M0 262 H${WIDTH} V${HEIGHT} H0z" fill="#8c9284"/>
<path d="M470 262 H810 L1330 ${HEIGHT} H-50z" fill="url(#road)"/>
<path d="M470 262 L-50 ${HEIGHT} H-10 L478 262z M810 262 L1330 ${HEIGHT} H1290 L802 262z" fill="#d9dcdd"/>
<path d="M440 262 L-220 ${HEIGHT} H-50 L470 262z" fill="url(#hazard)"/><path d="M840 262 L1500 ${HEIGHT} H1330 L810 262z" fill="url(#hazard)"/>
<path d="M440 262 L-220 ${HEIGHT} M840 262 L1500 ${HEIGHT}" stroke="#3a3d40" stroke-width="4"/>
<path d="M628 300 H652 L654 330 H668 L640 356 L612 330 H626z" fill="#e9ebec" opacity="0.8"/>
<path d="M152 ${HEIGHT - 60} H1128 L1140 ${HEIGHT - 34} H140z" fill="#eceeef" opacity="0.75"/>
<path d="M395 388 H885 M318 470 H962 M222 566 H1058" stroke="#4d5154" stroke-width="2.5" opacity="0.7"/>
<path d="M430 410 L374 470 H906 L850 410z" fill="none" stroke="#3c4043" stroke-width="3" opacity="0.75"/>
${booth(laneName, lit)}
${post(1092)}
<rect width="${WIDTH}" height="${HEIGHT}" fill="${veil}" opacity="${opacity}"/>
</svg>`;
}

/** Towers over a street with trees: what one sees from an entrance. */
function street(lit: string): string {
  const tower = (x: number, width: number, height: number, wall: string) => {
    const windows = [];
    for (let wy = 270 - height; wy < 240; wy += 20) {
      for (let wx = x + 10; wx < x + width - 14; wx += 22) {
        if ((wx * 7 + wy * 13) % 5 < 3)
          windows.push(`<rect x="${wx}" y="${wy}" width="12" height="10" fill="${lit}"/>`);
      }
    }
    return `<rect x="${x}" y="${262 - height}" width="${width}" height="${height}" fill="${wall}"/>${windows.join('')}`;
  };
  return `${tower(40, 130, 190, '#6f7c88')}${tower(210, 100, 130, '#848f97')}${tower(350, 150, 215, '#5f6f7d')}
${tower(560, 110, 150, '#7d8790')}${tower(700, 170, 185, '#6a7a86')}${tower(920, 120, 235, '#5a6874')}${tower(1080, 160, 160, '#7a858d')}
${trees([20, 120, 270, 410, 530, 730, 860, 1000, 1140, 1250])}`;
}

/** The hospital's front: what one sees from an exit. */
function hospital(lit: string): string {
  const windows = [];
  for (let y = 66; y < 220; y += 34) {
    for (let x = 130; x < 1150; x += 46) {
      if (x < 560 || x > 690) windows.push(`<rect x="${x}" y="${y}" width="30" height="18" fill="${lit}"/>`);
    }
  }
  return `<rect x="100" y="40" width="1080" height="222" fill="#cfd3d2"/><rect x="100" y="40" width="1080" height="10" fill="#a9afaf"/>
${windows.join('')}
<rect x="560" y="20" width="160" height="242" fill="#e4e6e4"/><path d="M628 52 h24 v24 h24 v24 h-24 v24 h-24 v-24 h-24 v-24 h24z" fill="#c8322b"/>
<rect x="590" y="180" width="100" height="82" fill="#52636e"/><text x="640" y="166" font-size="26" text-anchor="middle" fill="#2e3a42">门诊部</text>
${trees([30, 90, 240, 350, 480, 800, 930, 1060, 1210])}`;
}

function trees(at: readonly number[]): string {
  return at
    .map(
      (x, i) =>
        `<rect x="${x - 4}" y="226" width="8" height="40" fill="#5b4a39"/><ellipse cx="${x}" cy="${212 - (i % 3) * 8}" rx="${34 + (i % 2) * 10}" ry="36" fill="${i % 2 ? '#47704a' : '#3d6242'}"/>`,
    )
    .join('');
}

/** The booth on the island, its sign with the lane's name. */
function booth(laneName: string, lit: string): string {
  const size = Math.min(28, Math.floor(185 / [...laneName].length));
  return `<path d="M18 256 H196 V560 H18z" fill="#dfe3e4"/><path d="M196 256 L238 272 V520 L196 560z" fill="#b7bec1"/>
<rect x="8" y="242" width="240" height="18" fill="#2d5f8f"/><path d="M34 300 H180 V430 H34z" fill="${lit}" opacity="0.9"/><path d="M34 300 H180 V430 H34z M107 300 V430" fill="none" stroke="#48525a" stroke-width="5"/>
<path d="M60 430 q18 -66 44 -66 q26 0 44 66z" fill="#33424e" opacity="0.7"/><circle cx="104" cy="346" r="17" fill="#33424e" opacity="0.7"/>
<rect x="18" y="452" width="178" height="46" fill="#2d5f8f"/><text x="107" y="485" font-size="${size}" font-weight="700" text-anchor="middle" fill="#fff">${escapeXml(laneName)}</text>`;
}

/** The barrier's machine; its arm is drawn with the car, since it stands before it. */
function post(x: number): string {
  return `<path d="M${x} 430 H${x + 84} V640 H${x}z" fill="#e07b22"/><path d="M${x + 84} 430 L${x + 104} 440 V626 L${x + 84} 640z" fill="#a9560f"/>
<rect x="${x + 12}" y="452" width="60" height="36" rx="4" fill="#22262a"/><text x="${x + 42}" y="478" font-size="22" font-weight="700" text-anchor="middle" fill="#ff5340">停</text>
<rect x="${x + 12}" y="560" width="60" height="60" rx="3" fill="#c76a18"/>`;
}
