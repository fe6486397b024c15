import { describe, expect, it } from 'vitest';
import { isLocalRequest, isOutboxShown } from './outbox-access.ts';

describe('the outbox is shown', () => {
  it.each([
    [{ hasMailServer: false, isProduction: false, hasLiveUpstream: false }, true],
    [{ hasMailServer: false, isProduction: false, hasLiveUpstream: true }, true],
    [{ hasMailServer: false, isProduction: true, hasLiveUpstream: false }, true],
    [{ hasMailServer: false, isProduction: true, hasLiveUpstream: true }, false],
    [{ hasMailServer: true, isProduction: false, hasLiveUpstream: false }, false],
    [{ hasMailServer: true, isProduction: true, hasLiveUpstream: true }, false],
  ])('%o: %s', (facts, isShown) => expect(isOutboxShown(facts)).toBe(isShown));
});

describe('a request is from this machine', () => {
  it.each([
    ['127.0.0.1', 'localhost:3000', true],
    ['::1', '[::1]:3000', true],
    ['::ffff:127.0.0.1', '127.0.0.1', true],
    ['203.0.113.7', 'localhost:3000', false],
    ['127.0.0.1', 'hub.example', false],
    ['127.0.0.1', 'localhost.evil.example', false],
    ['127.0.0.1', 'localhost:3000@evil.example', false],
    ['127.0.0.1.evil.example', 'localhost', false],
    [null, 'localhost', false],
    ['127.0.0.1', null, false],
  ])('from %j to %j: %s', (address, host, isLocal) => expect(isLocalRequest({ address, host })).toBe(isLocal));
});
