package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself, made by the JDK's keytool: as a server wants it, in PEM files.
 *
 * @param certificate file
 * @param key file of the private key
 */
record OwnCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    /**
     * {@return a new one}
     *
     * @param name whom it is for, as {@code dns:localhost} or {@code ip:127.0.0.1}
     */
    static OwnCertificate of(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path store = folder.resolve("server.p12");
        Path said = folder.resolve("keytool.log");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD,
                                "-dname",
                                "CN=a test's own server",
                                "-ext",
                                "SAN=" + name,
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + Files.readString(said));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new OwnCertificate(
                pem(
                        folder.resolve("server.crt"),
                        "CERTIFICATE",
                        keys.getCertificate("server").getEncoded()),
                pem(
                        folder.resolve("server.key"),
                        "PRIVATE KEY",
                        keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes);
        return Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** {@return a server's arguments: it speaks with this certificate, on {@code port} alone} */
    List<String> arguments(int port) {
        return List.of(
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no");
    }
}
