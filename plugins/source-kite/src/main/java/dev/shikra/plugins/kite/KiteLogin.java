package dev.shikra.plugins.kite;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.source.LoginFlow;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pf4j.Extension;

/** The daily login: browser, request token, session token in a file of the owner's. */
@Extension
public final class KiteLogin implements LoginFlow {
    private static final Pattern IN_ADDRESS = Pattern.compile("[?&]request_token=([^&#\\s]+)");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]{8,128}");

    private final InstantSource clock;
    private final OwnFiles files;

    public KiteLogin() {
        this(InstantSource.system(), OwnFiles.NONE);
    }

    /** In a host. */
    public KiteLogin(PluginContext context) {
        this(InstantSource.system(), OwnFiles.of(context));
    }

    private KiteLogin(InstantSource clock, OwnFiles files) {
        this.clock = clock;
        this.files = files;
    }

    @Override
    public String id() {
        return KiteSource.ID;
    }

    @Override
    public URI link(Map<String, String> settings) {
        return KiteSettings.parse(settings, clock).loginLink();
    }

    @Override
    public String complete(Map<String, String> settings, String answer)
            throws IOException, InterruptedException {
        KiteSettings checked = KiteSettings.parse(files.complete(settings), clock);
        if (checked.apiSecret().isEmpty()) {
            throw new IllegalArgumentException(
                    "kite: setting 'apiSecret' is missing: it stands beside the key on"
                            + " developers.kite.trade");
        }
        Token token = new KiteApi(checked, checked.secrets()).session(requestToken(answer.strip()));
        var file = new TokenFile(checked.tokenFile());
        file.write(token);
        return "logged in as " + token.user() + "; the token is in " + file.path();
    }

    private static String requestToken(String answer) {
        Matcher address = IN_ADDRESS.matcher(answer);
        if (address.find()) {
            return address.group(1);
        }
        if (BARE.matcher(answer).matches()) {
            return answer;
        }
        throw new IllegalArgumentException(
                "there is no request token in what was given: after the login, copy the whole"
                        + " address of the page that the browser was sent to");
    }
}
