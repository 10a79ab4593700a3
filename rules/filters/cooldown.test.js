import { test, session, flat } from 'shikra/test';

test('lets the first pass and rejects the same one soon after', {
  market: session('2024-01-02', flat(40, 100, 1000)),
  candidates: [
    { at: '09:20', rule: 'breakout' },
    { at: '09:30', rule: 'breakout' },
    { at: '09:31', rule: 'another' },
    { at: '09:35', rule: 'breakout' },
  ],
  expect: [
    { at: '09:20' },
    { at: '09:30', reject: 'cooldown' },
    { at: '09:31' },
    { at: '09:35' }, // fifteen minutes are over
  ],
});

test('waits as long as its param says', {
  params: { minutes: 1 },
  market: session('2024-01-02', flat(20, 100, 1000)),
  candidates: [{ at: '09:20' }, { at: '09:21' }],
  expect: [{ at: '09:20' }, { at: '09:21' }],
});
