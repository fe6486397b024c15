import { describe, expect, it } from 'vitest';
import { normaliseAmount, normaliseCode, normaliseCount, normaliseLine, withoutBlanks } from './normalise.ts';

describe('a line', () => {
  it.each([
    ['  Ada  ', 'Ada'],
    ['Ada\u3000Lovelace', 'Ada Lovelace'],
    ['Ada \u00a0 Lovelace\r\n', 'Ada Lovelace'],
    ['Ａｄａ', 'Ada'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    ['gru\u0308n', 'grün'],
    ['a\nb', 'a\nb'], // refused by single-line fields
    ['a\u202eb', 'a\u202eb'],
  ])('%j is %j', (text, line) => expect(normaliseLine(text)).toBe(line));
});

describe('input without blanks', () => {
  it.each([
    [' key_01 ', 'key_01'],
    ['203.0.113.0 / 24', '203.0.113.0/24'],
    ['２０３．０．１１３．７', '203.0.113.7'],
    ['\u200b203.0.113.7\ufeff', '203.0.113.7'],
  ])('%j is %j', (text, plain) => expect(withoutBlanks(text)).toBe(plain));
});

describe('a code', () => {
  it.each([
    ['000 000', '000000'],
    ['０００ ０００', '000000'],
    ['123-456', '123456'],
    ['123\u2011456', '123456'],
    ['K7MQP - X2VHD', 'k7mqpx2vhd'],
    ['ｋ７ｍｑｐ－ｘ２ｖｈｄ', 'k7mqpx2vhd'],
    ['\t123456\n', '123456'],
  ])('%j is %j', (text, code) => expect(normaliseCode(text)).toBe(code));
});

describe('a count', () => {
  it.each([
    ['60000', '60000'],
    ['60,000', '60000'],
    ['1.000.000', '1000000'],
    ['60\u202f000', '60000'],
    ['６０', '60'],
    ['1,5', '1,5'],
    ['1.50', '1.50'],
  ])('%j is %j', (text, count) => expect(normaliseCount(text)).toBe(count));
});

describe('an amount', () => {
  it.each([
    ['12.50', '12.50'],
    ['12,50', '12.50'],
    ['１２，５０', '12.50'],
    ['1\u202f234,50', '1234.50'],
    ['0,001', '0.001'],
    ['1000,001', '1000.001'],
    ['1,500', '1,500'], // fifteen hundred or one and a half: ambiguous
    ['1,234.50', '1,234.50'],
  ])('%j is %j', (text, amount) => expect(normaliseAmount(text)).toBe(amount));
});
