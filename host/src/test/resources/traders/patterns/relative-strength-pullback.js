import { pattern, bar, day, index, study, atLeast, none } from 'shikra';

export default pattern({
  id: 'relative-strength-pullback',
  every: '15m',
  universe: { segments: ['NSE'], liquidity: { value: 50_000_000, days: 5 } },
  inputs: {
    close: bar.close, low: bar.low, ema: study.ema({ length: 21 }), longer: study.ema({ length: 21, on: '1h' }),
    yesterday: bar.on('day').close.ago(1), change: day.change, market: index.of(day.change), marketTrend: index.of(study.ema({ length: 21, on: '15m' })),
    marketClose: index.close, rsi: study.rsi(), touched: bar.low.lowest(3), macd: study.macd().histogram.rising(2), gap: day.gap,
  },
  when: {
    'stronger than the market': x => x.change - x.market > 0.75,
    'three of the trends': atLeast(3, {
      'its own': x => x.close > x.ema,
      'the longer one': x => x.close > x.longer,
      'the market': x => x.marketClose > x.marketTrend,
      'since yesterday': x => x.close > x.yesterday,
    }),
    'came back to its average': x => x.touched <= x.ema * 1.002 && x.close > x.ema,
    'momentum turns': x => x.macd === 1,
    'nothing against it': none({ 'stretched': x => x.rsi > 75, 'gapped away': x => x.gap > 3 }),
  },
  then: x => ({ direction: 'long', confidence: 0.7, stop: x.touched, target: x.close + 2 * (x.close - x.touched) }),
});
