import type { LanePlan } from './site.ts';
import type { DriveCommand, SwitchCommand } from './switches.ts';

type Button = readonly [chinese: string, english: string, path: '/switch' | '/drive?wait=no', body: object];

const flipping = (chinese: string, english: string, body: SwitchCommand): Button => [chinese, english, '/switch', body];
const driving = (chinese: string, english: string, body: DriveCommand): Button => [
  chinese,
  english,
  '/drive?wait=no',
  body,
];

const platformButtons: readonly Button[] = [
  flipping('平台断线 30 秒', 'broker down for 30 s', { switch: 'broker-down', seconds: 30 }),
  flipping('平台断线 5 分钟', 'broker down for 5 min', { switch: 'broker-down', seconds: 300 }),
  flipping('平台不应答', 'platform silent', { switch: 'platform', mode: 'silent' }),
  flipping('平台应答慢 5 秒', 'platform slow by 5 s', { switch: 'platform', mode: 'slow', ms: 5000 }),
  flipping('平台拒收', 'platform refuses', { switch: 'platform', mode: 'refuse' }),
  flipping('平台恢复正常', 'platform normal again', { switch: 'platform', mode: 'normal' }),
  flipping('下一条下发签名错误', 'next downlink: wrong signature', { switch: 'downlink', fault: 'wrong-signature' }),
  flipping('下一条下发重复', 'next downlink twice', { switch: 'downlink', fault: 'duplicate' }),
  flipping('下一条下发过期', 'next downlink: stale', { switch: 'downlink', fault: 'stale' }),
  flipping('误识别 0 %', 'no plate misread', { switch: 'misread', share: 0 }),
  flipping('误识别 30 %', '30 % of plates misread', { switch: 'misread', share: 0.3 }),
];

function laneButtons({ id: lane, direction }: LanePlan): readonly Button[] {
  const cars =
    direction === 'entrance'
      ? [
          driving('来一辆预约车', 'a booked car', { lane, booked: true }),
          driving('来一辆早到一小时的预约车', 'a booked car, an hour early', {
            lane,
            booked: { fromMin: 60, toMin: 120 },
          }),
        ]
      : [];
  return [
    ...cars,
    driving('来一辆车', 'a car', { lane }),
    driving('来一辆无牌车', 'a car without a plate', { lane, plate: '' }),
    flipping('下一辆误识别一个字', 'next plate: one sign misread', { switch: 'next-read', lane, fault: 'misread' }),
    flipping('下一辆识别成乱码', 'next plate: rubbish', { switch: 'next-read', lane, fault: 'rubbish' }),
    flipping('下一辆识别不到车牌', 'next plate: not seen', { switch: 'next-read', lane, fault: 'no-plate' }),
    flipping('下一辆掉头', 'next car turns away', { switch: 'next-driver', lane, manner: 'turn-away' }),
    flipping('下一辆闯杆', 'next car breaks through', { switch: 'next-driver', lane, manner: 'force' }),
    flipping('下一辆后有车跟入', 'next car is tailgated', { switch: 'tailgater', lane }),
    flipping('道闸卡住', 'arm stuck', { switch: 'arm-stuck', lane, on: true }),
    flipping('道闸松开', 'arm free', { switch: 'arm-stuck', lane, on: false }),
    flipping('按岗亭按钮', 'press the push-button', { switch: 'button', lane }),
    flipping('按遥控器', 'press a key fob', { switch: 'fob', lane }),
    flipping('手摇抬杆', 'raise the arm with the crank', { switch: 'crank', lane, to: 'open' }),
    flipping('手摇落杆', 'lower the arm with the crank', { switch: 'crank', lane, to: 'closed' }),
    flipping('继电器板无响应', 'board silent', { switch: 'board', lane, fault: 'silent' }),
    flipping('继电器板校验错', 'board: bad CRC', { switch: 'board', lane, fault: 'bad-crc' }),
    flipping('拔掉串口线', 'line unplugged', { switch: 'board', lane, fault: 'unplugged' }),
    flipping('继电器板恢复', 'board normal again', { switch: 'board', lane, fault: 'none' }),
    flipping('相机重发上一张', 'camera: the same capture again', { switch: 'camera', lane, fault: 'duplicate' }),
    flipping('相机发一小时前的抓拍', 'camera: an hour old', { switch: 'camera', lane, fault: 'stale' }),
    flipping('相机发乱码', 'camera: garbage', { switch: 'camera', lane, fault: 'garbage' }),
    flipping('相机密钥错误', 'camera: wrong key', { switch: 'camera', lane, fault: 'wrong-key' }),
  ];
}

const drawn = ([chinese, english, path, body]: Button): string =>
  `<button data-path="${path}" data-body="${JSON.stringify(body).replaceAll('"', '&quot;')}">${chinese}<small>${english}</small></button>`;

/** The page: one section for the platform, one for each lane, and the last lines of the journal. */
export function controlPage(lanes: readonly LanePlan[]): string {
  const options = lanes.map(({ id, name }) => `<option value="${id}">${name}</option>`).join('');
  const sections = lanes.map(
    (lane) =>
      `<section><h2>${lane.name} <code>${lane.id} · ${lane.kind}</code></h2><p class="state" data-lane="${lane.id}"></p>${laneButtons(lane).map(drawn).join('')}</section>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>演示停车场 · Demo lot</title>
<style>
body{font:15px/1.4 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:1.5rem;max-width:1300px;color:#1d2329;background:#f6f7f8}
h1{font-size:1.3rem}h2{font-size:1rem;margin:.2rem 0}code{color:#5b6670}
main{display:grid;grid-template-columns:repeat(auto-fit,minmax(290px,1fr));gap:1rem}
section,form{background:#fff;border:1px solid #d7dce0;border-radius:8px;padding:.8rem}
button{font:inherit;display:inline-block;margin:.15rem;padding:.25rem .6rem;border:1px solid #b6bfc7;border-radius:6px;background:#fff;cursor:pointer;text-align:left}
button:hover{background:#eaf2fb}small{display:block;color:#68737d;font-size:.75rem}
form{margin-bottom:1rem}input,select{font:inherit;padding:.2rem}.state{margin:.2rem 0;color:#33506b}
pre{background:#fff;border:1px solid #d7dce0;border-radius:8px;padding:.8rem;max-height:20rem;overflow:auto}
</style>
<h1>演示停车场 · Demo lot</h1>
<form><label>车牌 plate <input name="plate" placeholder="粤B12345" maxlength="16"></label>
<label>车道 lane <select name="lane">${options}</select></label>
<label><input type="checkbox" name="booked"> 先预约 booked first</label>
<button>发车<small>send one car now</small></button> <output></output></form>
<main><section><h2>平台与相机 · platform and cameras</h2><p class="state" id="platform"></p>${platformButtons.map(drawn).join('')}</section>${sections.join('')}</main>
<h2>现场记录 · what happens</h2><pre></pre>
<p><a href="book">平台账本 the platform's book</a> · <a href="wire">现场记录 JSON</a> · <a href="state">状态 state</a></p>
<script>
const out = document.querySelector('output');
async function post(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const said = await answer.json();
  out.textContent = answer.ok ? '✓' : said.error.join('; ');
}
for (const button of document.querySelectorAll('button[data-path]'))
  button.onclick = () => post(button.dataset.path, JSON.parse(button.dataset.body));
document.querySelector('form').onsubmit = (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const plate = form.get('plate').trim();
  post('/drive?wait=no', { lane: form.get('lane'), booked: form.has('booked'), ...(plate ? { plate } : {}) });
};
const arms = { up: '杆起 up', down: '杆落 down', moving: '移动中 moving' };
let since = 0;
async function look() {
  try {
    const state = await (await fetch('state')).json();
    for (const lane of state.lanes)
      document.querySelector('[data-lane="' + lane.id + '"]').textContent = arms[lane.arm] + ' · 等候 waiting ' + lane.waiting;
    document.querySelector('#platform').textContent = (state.platform.heard ? '已连接 heard' : '未连接 not heard') + ' · 误识别 misread ' + Math.round(state.misread * 100) + ' %';
    const { entries } = await (await fetch('wire?since=' + since)).json();
    const pre = document.querySelector('pre');
    for (const { seq, at, ...rest } of entries.filter((entry) => entry.what !== 'loop')) {
      pre.prepend(new Date(at).toLocaleTimeString('zh-CN') + ' ' + Object.values(rest).map((v) => typeof v === 'object' ? JSON.stringify(v) : v).join(' ') + '\\n');
    }
    since = entries.at(-1)?.seq ?? since;
  } catch {
    out.textContent = '演示已停止 the demo has stopped';
  }
  setTimeout(look, 1000);
}
look();
</script></html>
`;
}
