import { pattern, bar, study } from 'shikra';

// Price makes a new extreme of the day's last hours on falling volume, and momentum does not follow.
export default pattern({
  id: 'volume-price-divergence',
  every: '15m',
  inputs: {
    close: bar.close, volume: bar.volume, closes: bar.close.window(12), volumes: bar.volume.window(12),
    rsi: study.rsi(), rsis: study.rsi().window(12),
  },
  when: {
    'price rises while volume falls, or the other way round': x => {
      let meanX = 5.5;
      let price = 0;
      let traded = 0;
      for (let i = 0; i < 12; i++) {
        price += (meanX - i) * x.closes[i];
        traded += (meanX - i) * x.volumes[i];
      }
      return price > 0 && traded < 0;
    },
    'momentum is lower than at the peak before': x => {
      let peak = 0;
      let at = 0;
      for (let i = 3; i < 12; i++) {
        if (x.closes[i] > peak) {
          peak = x.closes[i];
          at = x.rsis[i];
        }
      }
      return x.close > peak && x.rsi < at;
    },
  },
  then: x => ({ direction: 'short', confidence: 0.6 }),
});
