package dev.shikra.plugins.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One account of the simulated broker: who may log in and which tokens are good. Any thread. */
final class Accounts {
    static final String USER = "SIM001";

    private final String apiKey;
    private final String apiSecret;
    private final Set<String> requestTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();

    Accounts(long seed) {
        apiKey = "simkey" + Long.toHexString(seed & 0xFFFF);
        apiSecret = hash("secret of " + seed).substring(0, 32);
    }

    String apiKey() {
        return apiKey;
    }

    String apiSecret() {
        return apiSecret;
    }

    String newRequestToken() {
        String token = hash("request " + apiSecret + issued.incrementAndGet()).substring(0, 32);
        requestTokens.add(token);
        return token;
    }

    String newAccessToken() {
        String token = hash("access " + apiSecret + issued.incrementAndGet()).substring(0, 32);
        accessTokens.add(token);
        return token;
    }

    /**
     * {@return whether the request token is good and not yet used, and the checksum proves the
     * secret}
     */
    boolean redeem(String key, String requestToken, String checksum) {
        return apiKey.equals(key)
                && hash(apiKey + requestToken + apiSecret).equalsIgnoreCase(checksum)
                && requestTokens.remove(requestToken);
    }

    boolean isGood(String key, String accessToken) {
        return apiKey.equals(key) && accessTokens.contains(accessToken);
    }

    void revoke(String accessToken) {
        accessTokens.remove(accessToken);
    }

    void revokeAll() {
        accessTokens.clear();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
