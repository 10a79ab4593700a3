package dev.shikra.plugins.kite;

import com.zerodhatech.kiteconnect.Routes;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.KiteException;
import com.zerodhatech.models.Depth;
import com.zerodhatech.models.Tick;
import com.zerodhatech.ticker.KiteTicker;
import com.zerodhatech.ticker.OnError;
import dev.shikra.plugins.simulator.Listing;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Zerodha's own client for Java: subscribes to everything in full mode and keeps its ticks, under
 * the names that the other clients give. One at a time, as it has one address for all.
 */
final class ZerodhasJavaClient implements AutoCloseable {
    private final Queue<JsonNode> ticks = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> errors = new ConcurrentLinkedQueue<>();
    private final KiteTicker ticker;

    ZerodhasJavaClient(SimulatedExchange exchange, String accessToken)
            throws ReflectiveOperationException {
        Field address = Routes.class.getDeclaredField("_wsuri");
        address.setAccessible(true);
        address.set(
                null, exchange.websocketUrl() + "/?access_token=:access_token&api_key=:api_key");
        ticker = new KiteTicker(accessToken, exchange.apiKey());
        var instruments =
                new ArrayList<>(exchange.listings().stream().map(Listing::token).toList());
        ticker.setOnConnectedListener(() -> {
            ticker.subscribe(instruments);
            ticker.setMode(instruments, KiteTicker.modeFull);
        });
        ticker.setOnTickerArrivalListener(arrived -> {
            for (Tick tick : arrived) {
                if (tick.getMode().equals(KiteTicker.modeFull)) {
                    ticks.add(json(tick));
                }
            }
        });
        ticker.setOnErrorListener(
                new OnError() {
                    @Override
                    public void onError(Exception exception) {
                        errors.add(exception);
                    }

                    @Override
                    public void onError(KiteException exception) {
                        errors.add(new IllegalStateException(exception.message));
                    }

                    @Override
                    public void onError(String error) {
                        errors.add(new IllegalStateException(error));
                    }
                });
    }

    /** Connects, or adds to the {@link #errors}, which the client also prints. */
    void connect() {
        ticker.connect();
    }

    /** {@return what came so far; grows} */
    Queue<JsonNode> ticks() {
        return ticks;
    }

    /** {@return what went wrong so far; grows} */
    Queue<Exception> errors() {
        return errors;
    }

    @Override
    public void close() {
        ticker.disconnect();
    }

    private static JsonNode json(Tick tick) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("instrument_token", tick.getInstrumentToken());
        json.put("last_price", tick.getLastTradedPrice());
        json.put("change", tick.getChange());
        json.putObject("ohlc")
                .put("open", tick.getOpenPrice())
                .put("high", tick.getHighPrice())
                .put("low", tick.getLowPrice())
                .put("close", tick.getClosePrice());
        put(json, "exchange_timestamp", tick.getTickTimestamp());
        if (tick.isTradable()) { // an index has none of these, the client says 0
            json.put("last_traded_quantity", tick.getLastTradedQuantity());
            json.put("average_traded_price", tick.getAverageTradePrice());
            json.put("volume_traded", tick.getVolumeTradedToday());
            json.put("total_buy_quantity", tick.getTotalBuyQuantity());
            json.put("total_sell_quantity", tick.getTotalSellQuantity());
            put(json, "last_trade_time", tick.getLastTradedTime());
            json.put("oi", tick.getOi());
            json.put("oi_day_high", tick.getOpenInterestDayHigh());
            json.put("oi_day_low", tick.getOpenInterestDayLow());
            ObjectNode depth = json.putObject("depth");
            tick.getMarketDepth().forEach((side, levels) -> add(depth.putArray(side), levels));
        }
        return json;
    }

    private static void add(ArrayNode side, List<Depth> levels) {
        for (Depth level : levels) {
            side.addObject()
                    .put("price", level.getPrice())
                    .put("quantity", level.getQuantity())
                    .put("orders", level.getOrders());
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Date time) {
        if (time != null) {
            json.put(name, time.toInstant().toString());
        }
    }
}
