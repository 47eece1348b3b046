import { expect, test } from 'vitest';
import { controlPage } from './control-page.ts';
import { LANE_PRESETS } from './site.ts';
import { driveCommand, switchCommand } from './switches.ts';

test('every button of the page sends a command that the lot takes', () => {
  const page = controlPage(LANE_PRESETS['8']);
  const buttons = [...page.matchAll(/data-path="([^"]+)" data-body="([^"]+)"/g)].map(([, path, body = '']) => ({
    path,
    body: JSON.parse(body.replaceAll('&quot;', '"')) as unknown,
  }));
  expect(buttons.length).toBeGreaterThan(100);
  for (const { path, body } of buttons) {
    expect((path === '/switch' ? switchCommand : driveCommand).safeParse(body).error?.issues).toBeUndefined();
  }
});

test('a car without a plate comes, but cannot be booked', () => {
  expect(driveCommand.safeParse({ lane: 'in-1', plate: '' }).success).toBe(true);
  expect(driveCommand.safeParse({ lane: 'in-1', plate: '', booked: true }).success).toBe(false);
});

test('a command for no switch, or with a field too many, is refused', () => {
  expect(switchCommand.safeParse({ switch: 'lightning' }).success).toBe(false);
  expect(switchCommand.safeParse({ switch: 'button', lane: 'in-1', hard: true }).success).toBe(false);
  expect(switchCommand.safeParse({ switch: 'misread', share: 2 }).success).toBe(false);
});
