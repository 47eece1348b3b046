import { beforeEach, expect, test } from 'vitest';
import { openAccounts, passwordDigest } from './accounts.ts';
import type { Accounts } from './accounts.ts';

let now: number;
let accounts: Accounts;
const password = passwordDigest('word', 'salt');
const login = () => accounts.login({ userId: 'lot-1', password });
const tokenOf = (entry: Record<string, unknown>, name = 'accessToken') => String(entry[name]);

beforeEach(() => {
  now = 1_000_000;
  accounts = openAccounts({ userId: 'lot-1', password: 'word', secret: 'salt', expiresInS: 60, now: () => now });
});

test('the password is SHA1 over itself and the salt', () => {
  expect(password).toBe('fa802b8e5a80326ad42efd92be4d42803010bed8');
});

test('a login gives a token that passes until it is over', () => {
  const entry = login();
  expect(entry).toMatchObject({ code: 0, scope: 'basic', tokenType: 'bearer', expiresIn: 60 });
  expect(accounts.admit(`Bearer ${tokenOf(entry)}`)).toEqual({ ok: true, style: 'Bearer' });
  expect(accounts.isLoggedIn()).toBe(true);
  now += 60_000;
  expect(accounts.admit(`Bearer ${tokenOf(entry)}`)).toEqual({ ok: false, style: 'Bearer', why: 'expired' });
  expect(accounts.isLoggedIn()).toBe(false);
});

test('upper-case hex is the same password; another, or another user, is 3001', () => {
  expect(accounts.login({ userId: 'lot-1', password: password.toUpperCase() })).toMatchObject({ code: 0 });
  expect(accounts.login({ userId: 'lot-1', password: passwordDigest('word', 'pepper') })).toMatchObject({ code: 3001 });
  expect(accounts.login({ userId: 'lot-2', password })).toMatchObject({ code: 3001, message: '用户名或密码错误' });
});

test.each([
  ['Bearer ', 'Bearer'],
  ['bearer ', 'bearer'],
  ['', 'bare'],
])('a token written as "%s…" passes', (before, style) => {
  expect(accounts.admit(`${before}${tokenOf(login())}`)).toEqual({ ok: true, style });
});

test('none, two words and a token of nobody do not pass', () => {
  expect(accounts.admit(undefined)).toMatchObject({ ok: false, why: 'missing' });
  expect(accounts.admit('Basic bG90')).toMatchObject({ ok: false, why: 'missing' });
  expect(accounts.admit('Bearer guess')).toMatchObject({ ok: false, why: 'unknown' });
});

test('a refresh token is good once; the access token before it lives to its end', () => {
  const first = login();
  now += 30_000;
  const refresh = { userId: 'lot-1', password, refreshToken: tokenOf(first, 'refreshToken') };
  const second = accounts.refresh(refresh);
  expect(second).toMatchObject({ code: 0, tokenType: 'bearer', expiresIn: 60 });
  expect(accounts.refresh(refresh)).toMatchObject({ code: 3002 });
  expect(accounts.refresh({ ...refresh, password: '0' })).toMatchObject({ code: 3001 });
  expect(accounts.admit(tokenOf(first)).ok).toBe(true);
  now += 45_000;
  expect([accounts.admit(tokenOf(first)).ok, accounts.admit(tokenOf(second)).ok]).toEqual([false, true]);
});

test('a logout ends its token, once', () => {
  const accessToken = tokenOf(login());
  expect(accounts.logout({ accessToken })).toMatchObject({ code: 0 });
  expect(accounts.logout({ accessToken })).toMatchObject({ code: 3002 });
  expect(accounts.admit(accessToken)).toMatchObject({ ok: false, why: 'unknown' });
});

test('all can be ended at once, and refreshed', () => {
  const first = login();
  accounts.expireAll();
  expect(accounts.admit(tokenOf(first))).toMatchObject({ ok: false, why: 'expired' });
  const refresh = { userId: 'lot-1', password, refreshToken: tokenOf(first, 'refreshToken') };
  expect(accounts.refresh(refresh)).toMatchObject({ code: 0 });
});

test('a lot that logs in without end keeps its newest tokens', () => {
  const first = tokenOf(login());
  const last = Array.from({ length: 1000 }, () => tokenOf(login())).at(-1);
  expect(accounts.admit(first)).toMatchObject({ ok: false, why: 'unknown' });
  expect(accounts.admit(last)).toMatchObject({ ok: true });
});
