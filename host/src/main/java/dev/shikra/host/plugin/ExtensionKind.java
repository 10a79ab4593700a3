package dev.shikra.host.plugin;

import dev.shikra.api.option.PricingModel;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.study.StudyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pf4j.ExtensionPoint;

/** What an extension is, in a word. */
final class ExtensionKind {
    private ExtensionKind() {}

    /** {@return for example {@code notifier}; one for each extension point that it implements} */
    static List<String> of(Object extension) {
        var kinds = new ArrayList<String>();
        switch (extension) {
            case DataSource _ -> kinds.add("source");
            case Notifier _ -> kinds.add("notifier");
            case StudyFactory _ -> kinds.add("studies");
            case PricingModel _ -> kinds.add("pricing");
            default -> {
                for (Class<?> type : extension.getClass().getInterfaces()) {
                    if (ExtensionPoint.class.isAssignableFrom(type)) {
                        kinds.add(words(type.getSimpleName()));
                    }
                }
            }
        }
        return kinds;
    }

    /** {@code FrameInspector} becomes {@code frame-inspector}. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
