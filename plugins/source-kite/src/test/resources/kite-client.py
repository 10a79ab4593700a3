# Zerodha's own client: subscribes to everything in full mode and prints its ticks, one JSON a line.
# Arguments: websocket address, api key, access token, tokens, ticks to print.
import json
import os
import sys
from datetime import datetime, timezone

from kiteconnect import KiteTicker

root, api_key, access_token, tokens, count = sys.argv[1:]
instruments = [int(token) for token in tokens.split(",")]
ticker = KiteTicker(api_key, access_token, root=root, reconnect=False)
printed = 0


def text(value):
    if isinstance(value, datetime):
        return datetime.fromtimestamp(value.timestamp(), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    raise TypeError(repr(value))


def on_connect(ws, response):
    ws.subscribe(instruments)
    ws.set_mode(ws.MODE_FULL, instruments)


def on_ticks(ws, ticks):
    global printed
    for tick in ticks:
        if tick["mode"] == "full":
            print(json.dumps(tick, default=text))
            printed += 1
    if printed >= int(count):
        sys.stdout.flush()
        os._exit(0)


def on_error(ws, code, reason):
    print(code, reason, file=sys.stderr, flush=True)
    os._exit(1)


ticker.on_connect = on_connect
ticker.on_ticks = on_ticks
ticker.on_error = on_error
ticker.connect()
