/** A drawn car with its plate as a data: address, in place of a camera's picture. */
export function drawnCapture(text: string, paint: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<rect width="640" height="360" fill="#9fb0be"/><rect y="190" width="640" height="170" fill="#60656b"/>
<path d="M120 210 Q150 110 220 104 H420 Q490 110 520 210 L540 300 H100 Z" fill="${paint}"/>
<path d="M168 196 Q186 128 232 124 H408 Q454 128 472 196 Z" fill="#20303f"/>
<rect x="118" y="222" width="70" height="30" rx="10" fill="#f7f2d0"/><rect x="452" y="222" width="70" height="30" rx="10" fill="#f7f2d0"/>
<rect x="222" y="254" width="196" height="42" rx="5" fill="#0d4fa8" stroke="#fff" stroke-width="3"/>
<text x="320" y="286" font-size="32" font-family="Noto Sans CJK SC" font-weight="700" fill="#fff" text-anchor="middle">${text}</text>
<rect x="100" y="300" width="60" height="34" fill="#1d1f22"/><rect x="480" y="300" width="60" height="34" fill="#1d1f22"/></svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
