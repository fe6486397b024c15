import { describe, expect, it } from 'vitest';
import { isLocalMailboxShown, isLocalRequest } from './local-mailbox.ts';

describe('the outbox is shown', () => {
  const local = {
    hasMailServer: false,
    isProduction: true,
    hasLiveUpstream: false,
    publicUrl: 'http://localhost:3000',
  };
  it.each([
    [{ ...local, isProduction: false }, true],
    [{ ...local, isProduction: false, hasLiveUpstream: true }, true],
    [local, true],
    [{ ...local, hasLiveUpstream: true }, false],
    [{ ...local, isProduction: false, hasMailServer: true }, false],
    [{ ...local, hasMailServer: true, hasLiveUpstream: true }, false],
    [{ ...local, publicUrl: 'http://127.0.0.1:3000' }, true],
    [{ ...local, publicUrl: 'https://hub.example' }, false],
    [{ ...local, isProduction: false, publicUrl: 'http://192.168.1.7:3000' }, false],
  ])('%o: %s', (facts, isShown) => expect(isLocalMailboxShown(facts)).toBe(isShown));
});

describe('a request is from this machine', () => {
  it.each([
    [true, 'localhost:3000', true],
    [true, '[::1]:3000', true],
    [true, '127.0.0.1', true],
    [false, 'localhost:3000', false],
    [true, 'hub.example', false],
    [true, 'localhost.evil.example', false],
    [true, 'localhost:3000@evil.example', false],
    [true, null, false],
  ])('without a proxy in between: %j, to %j: %s', (isLocalCall, host, isLocal) =>
    expect(isLocalRequest({ isLocalCall, host })).toBe(isLocal),
  );
});
