import { test, session, flat } from 'shikra/test';

const range = flat(25, 100, 1000);

test('finds a close above the range on volume', {
  market: session('2024-01-02', '5m', [...range, [100, 102, 100, 102, 5000]]),
  expect: [{ at: '11:25', direction: 'long', stop: 100, target: 102 }],
});

test('finds nothing on usual volume', {
  market: session('2024-01-02', '5m', [...range, [100, 102, 100, 102, 1000]]),
  expect: [],
});
