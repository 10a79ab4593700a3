package dev.shikra.plugins.kite;

import dev.shikra.api.market.Tick;
import java.math.BigDecimal;

/** Writes a packet as one JSON object; what it does not carry is left out. */
final class KiteJson {
    private KiteJson() {}

    /** {@return the line for a tick that {@link KitePacket#read} filled, without line end} */
    static String line(long token, Tick tick) {
        var json = new StringBuilder(tick.depth > 0 ? 1400 : 400).append('{');
        int segment = KitePacket.segment(token);
        whole(json, "instrumentToken", token);
        whole(json, "segment", segment);
        name(json, "mode").append('"').append(mode(tick.packetLength)).append('"');
        name(json, "tradable").append(KitePacket.isTradable(segment));
        price(json, "lastPrice", tick.lastPrice);
        quantity(json, "lastQuantity", tick.lastQuantity);
        price(json, "averagePrice", tick.averagePrice);
        quantity(json, "volume", tick.volume);
        quantity(json, "totalBuyQuantity", tick.totalBuyQuantity);
        quantity(json, "totalSellQuantity", tick.totalSellQuantity);
        price(json, "open", tick.open);
        price(json, "high", tick.high);
        price(json, "low", tick.low);
        price(json, "close", tick.close);
        price(json, "change", changePercent(tick));
        time(json, "lastTradeTime", tick.lastTradeTimeMs);
        time(json, "exchangeTime", tick.exchangeTimeMs);
        quantity(json, "oi", tick.openInterest);
        quantity(json, "oiDayHigh", tick.openInterestDayHigh);
        quantity(json, "oiDayLow", tick.openInterestDayLow);
        if (tick.depth > 0) {
            side(json, "bids", tick.bidPrice, tick.bidQuantity, tick.bidOrders);
            side(json, "asks", tick.askPrice, tick.askQuantity, tick.askOrders);
        }
        return json.append('}').toString();
    }

    private static String mode(int length) {
        return switch (length) {
            case KitePacket.LAST_PRICE -> "ltp";
            case KitePacket.INDEX_QUOTE, KitePacket.QUOTE -> "quote";
            default -> "full";
        };
    }

    /** Percent of the previous close; 0 where that is 0; NaN where there is none. */
    private static double changePercent(Tick tick) {
        return tick.close == 0 ? 0 : (tick.lastPrice - tick.close) * 100 / tick.close;
    }

    private static void side(
            StringBuilder json, String name, double[] prices, double[] quantities, int[] orders) {
        name(json, name).append('[');
        for (int level = 0; level < Tick.DEPTH; level++) {
            json.append(level == 0 ? "{" : ",{");
            price(json, "price", Double.isNaN(prices[level]) ? 0 : prices[level]);
            quantity(json, "quantity", quantities[level]);
            whole(json, "orders", orders[level]);
            json.append('}');
        }
        json.append(']');
    }

    private static void price(StringBuilder json, String name, double value) {
        if (!Double.isNaN(value)) {
            name(json, name).append(BigDecimal.valueOf(value).toPlainString());
        }
    }

    private static void quantity(StringBuilder json, String name, double value) {
        if (!Double.isNaN(value)) {
            whole(json, name, (long) value);
        }
    }

    private static void time(StringBuilder json, String name, long epochMs) {
        if (epochMs != 0) {
            whole(json, name, epochMs / 1000);
        }
    }

    private static void whole(StringBuilder json, String name, long value) {
        name(json, name).append(value);
    }

    private static StringBuilder name(StringBuilder json, String name) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }
}
