import { test, session, flat, ramp } from 'shikra/test';

// The day before has its low at 100.
const before = session('2024-01-02', [...ramp(185, 104, 100, 200), ...ramp(190, 100, 104, 200)]);
const start = ramp(50, 104, 101, 200);
const below = flat(5, 98.5, 400);
const above = flat(5, 100.8, 600);

test('finds the close back above the low of the day before', {
  market: [before, session('2024-01-03', [...start, ...below, ...flat(5, 99, 200), ...above])],
  expect: [{ at: '10:20', direction: 'long' }],
});

test('finds nothing that returns too late', {
  params: { within: 1 },
  market: [before, session('2024-01-03', [...start, ...below, ...flat(5, 100, 200), ...above])],
  expect: [],
});

test('finds nothing late in the day', {
  market: [before, session('2024-01-03', [...flat(340, 101, 200), ...below, ...above])],
  expect: [],
});
