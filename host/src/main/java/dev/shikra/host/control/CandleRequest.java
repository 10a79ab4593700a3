package dev.shikra.host.control;

import java.util.List;
import java.util.Map;

/**
 * What a chart wants.
 *
 * @param instrument {@code EXCHANGE:SYMBOL}
 * @param timeframe {@code 1m}, {@code 5m}, ...
 * @param most bars at most, the newest, {@code >= 1}
 * @param studies over the bars; computed for this answer alone
 */
public record CandleRequest(
        String instrument, String timeframe, int most, List<StudyRequest> studies) {
    public CandleRequest {
        studies = List.copyOf(studies);
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " bars: ask for 1 or more");
        }
    }

    /** A study by its name and the parameters that differ from their defaults. */
    public record StudyRequest(String name, Map<String, String> parameters) {
        public StudyRequest {
            parameters = Map.copyOf(parameters);
        }

        /**
         * {@return the study that {@code text} names}
         *
         * @param text as on the command line: {@code ema length=21}
         * @throws IllegalArgumentException if a word is no parameter
         */
        public static StudyRequest parse(String text) {
            String[] words = text.strip().split("\\s+");
            var parameters = new java.util.LinkedHashMap<String, String>();
            for (int w = 1; w < words.length; w++) {
                int equals = words[w].indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "'" + words[w] + "' is no parameter: write name=value");
                }
                parameters.put(words[w].substring(0, equals), words[w].substring(equals + 1));
            }
            return new StudyRequest(words[0], parameters);
        }
    }
}
