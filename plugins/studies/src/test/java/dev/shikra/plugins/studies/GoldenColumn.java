package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which study and output a reference column is, and how near it must be.
 *
 * @param shift bars by which the column lies behind the study
 */
record GoldenColumn(
        String file, String column, StudySpec spec, String output, Tolerance tolerance, int shift) {
    /** How a difference is measured. */
    enum Scale {
        ABSOLUTE,
        RELATIVE,
        OF_PRICE,
        OF_VOLUME,
        /** Squares of deviations from the study's middle, in units of the price squared. */
        SQUARE_OF_PRICE
    }

    record Tolerance(Scale scale, double limit) {
        static Tolerance parse(String text) {
            String[] parts = text.split(":", -1);
            Scale scale =
                    switch (parts[0]) {
                        case "abs" -> Scale.ABSOLUTE;
                        case "rel" -> Scale.RELATIVE;
                        case "price" -> Scale.OF_PRICE;
                        case "volume" -> Scale.OF_VOLUME;
                        case "square" -> Scale.SQUARE_OF_PRICE;
                        default -> throw new IllegalArgumentException(text);
                    };
            return new Tolerance(scale, Double.parseDouble(parts[1]));
        }

        /**
         * {@return whether {@code actual} is near enough}
         *
         * @param volume of all bars so far
         * @param middle what a band is measured from
         */
        boolean allows(double actual, double golden, double price, double volume, double middle) {
            return switch (scale) {
                case ABSOLUTE -> Math.abs(actual - golden) <= limit;
                case RELATIVE -> Math.abs(actual - golden) <= limit * Math.abs(golden);
                case OF_PRICE -> Math.abs(actual - golden) <= limit * Math.abs(price);
                case OF_VOLUME -> Math.abs(actual - golden) <= limit * volume;
                case SQUARE_OF_PRICE -> {
                    double a = actual - middle;
                    double g = golden - middle;
                    yield Math.abs(a * a - g * g) <= limit * price * price;
                }
            };
        }
    }

    /** Reads {@code file COLUMN study[,key=value...] output tolerance [shift]}. */
    static GoldenColumn parse(String line, Studies studies) {
        String[] words = line.trim().split("\\s+", -1);
        String[] parts = words[2].split(",", -1);
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", -1);
            given.put(pair[0], pair[1]);
        }
        StudySpec spec =
                studies.studies().stream()
                        .filter(d -> d.name().equals(parts[0]))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(line))
                        .spec(given);
        return new GoldenColumn(
                words[0],
                words[1],
                spec,
                words[3],
                Tolerance.parse(words[4]),
                words.length > 5 ? Integer.parseInt(words[5]) : 0);
    }
}
