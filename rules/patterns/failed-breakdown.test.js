import { test, session, flat, ramp } from 'shikra/test';

// The day before has its low at 100; twenty bars make an average true range.
const before = session('2024-01-02', '5m', [...ramp(37, 104, 100, 1000), ...ramp(38, 100, 104, 1000)]);
const start = ramp(10, 104, 101, 1000);

test('finds the close back above the low of the day before', {
  market: [before, session('2024-01-03', '5m', [...start, [101, 101, 98, 98.5, 2000], [98.5, 99.5, 98.5, 99, 1000], [99, 101, 99, 100.8, 3000]])],
  expect: [{ at: '10:20', direction: 'long' }],
});

test('finds nothing that returns too late', {
  params: { within: 1 },
  market: [before, session('2024-01-03', '5m', [...start, [101, 101, 98, 98.5, 2000], [98.5, 100, 98.5, 100, 1000], [100, 101, 100, 100.8, 3000]])],
  expect: [],
});

test('finds nothing late in the day', {
  market: [before, session('2024-01-03', '5m', [...flat(68, 101, 1000), [101, 101, 98, 98.5, 2000], [98.5, 101, 98.5, 100.8, 1000]])],
  expect: [],
});
