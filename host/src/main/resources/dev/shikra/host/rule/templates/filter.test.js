import { test, session, flat } from 'shikra/test';

const quiet = [...flat(29, 100, 1000), [100, 100.5, 99.5, 100, 1000]];

test('lets a signal near the average pass', {
  market: session('2024-01-02', quiet),
  candidates: [{ at: '09:45' }],
  expect: [{ at: '09:45' }],
});

test('rejects a signal that has run away', {
  market: session('2024-01-02', [...quiet, [100, 110, 100, 110, 1000]]),
  candidates: [{ at: '09:46' }],
  expect: [{ at: '09:46', reject: 'too far from the average' }],
});
