import './bridge.ts';
import './look/tokens.css';
import { mount } from './app/mount.tsx';

mount(window.gatehouse);
