import '../bridge.ts';
import '../look/tokens.css';
import { mount } from '../app/mount.tsx';
import { fakeBridge } from './fake-bridge.ts';
import { sceneOf } from './scenes.ts';

// ?scene=1|2|3|4|8|rest|empty|down|starting|failed &answer=<error code> &look=light|dark &language=en
const query = new URLSearchParams(window.location.search);
const { look = 'auto', language = 'zh-CN' } = Object.fromEntries(query);
window.localStorage.setItem('gatehouse.preferences', JSON.stringify({ look, language, muted: true }));

const bridge = fakeBridge(sceneOf(query.get('scene') ?? '3', Date.now()));
bridge.answer = query.get('answer') as typeof bridge.answer;
window.gatehouse = bridge;
mount(window.gatehouse);
