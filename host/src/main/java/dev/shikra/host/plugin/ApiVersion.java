package dev.shikra.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that this host and its plugin API were built as. */
public final class ApiVersion {
    private static final String RESOURCE = "/dev/shikra/host/build.properties";

    private ApiVersion() {}

    /** {@return as the build wrote it, for example {@code 0.1.0-SNAPSHOT}} */
    public static String full() {
        try (InputStream in = ApiVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        RESOURCE + " is missing from the class path: build the host with Maven");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return {@link #full} without a snapshot's suffix: a plugin for 0.1.0 also fits what will
     * become 0.1.0}
     */
    public static String release() {
        String full = full();
        int dash = full.indexOf('-');
        return dash < 0 ? full : full.substring(0, dash);
    }
}
