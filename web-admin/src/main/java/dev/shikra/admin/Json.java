package dev.shikra.admin;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.control.RaisedAlert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How values look to the page. */
final class Json {
    /** Writes what is not a finite number as null: JSON has no word for it. */
    private static final class Finite extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }

    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule("finite numbers")
                                    .addSerializer(Double.class, new Finite())
                                    .addSerializer(double.class, new Finite()))
                    .build();

    private Json() {}

    /** {@return an alert as the page shows it} */
    static Map<String, Object> alert(RaisedAlert raised) {
        Alert alert = raised.alert();
        var view = new LinkedHashMap<String, Object>();
        view.put("number", raised.number());
        view.put("id", alert.id());
        view.put("timeMs", alert.time().toInstant().toEpochMilli());
        view.put("zone", alert.time().getZone().getId());
        view.put("instrument", alert.instrument().id());
        view.put("rule", alert.rule());
        view.put("ruleName", alert.ruleName());
        view.put("version", alert.version());
        view.put("direction", alert.direction().text());
        view.put("confidence", alert.confidence());
        view.put("price", alert.price());
        view.put("stop", alert.stop());
        view.put("target", alert.target());
        view.put("evidence", alert.evidence());
        return view;
    }

    static List<Map<String, Object>> alerts(List<RaisedAlert> raised) {
        return raised.stream().map(Json::alert).toList();
    }
}
