// Zerodha's own client: subscribes to everything in full mode and prints its ticks, one JSON a line.
// Arguments: folder with node_modules, websocket address, api key, access token, tokens, ticks to print.
import {createRequire} from 'node:module';

const [folder, root, apiKey, accessToken, tokens, count] = process.argv.slice(2);
const {KiteTicker} = createRequire(folder + '/')('kiteconnect');
const ticker = new KiteTicker({api_key: apiKey, access_token: accessToken, root, reconnect: false});
const instruments = tokens.split(',').map(Number);
let printed = 0;

ticker.on('connect', () => {
  ticker.subscribe(instruments);
  ticker.setMode(ticker.modeFull, instruments);
});
ticker.on('error', error => {
  console.error(error.message);
  process.exit(1);
});
ticker.on('ticks', ticks => {
  const text = ticks.filter(tick => tick.mode === 'full').map(tick => JSON.stringify(tick) + '\n');
  process.stdout.write(text.join(''));
  printed += text.length;
  if (printed >= Number(count)) {
    process.stdout.write('', () => process.exit(0));
  }
});
ticker.connect();
