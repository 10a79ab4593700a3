package dev.shikra.host.architecture.breach.engine;

import dev.shikra.host.architecture.breach.delivery.DeliveryStage;
import dev.shikra.host.architecture.breach.desk.inner.DeskInside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, locks, touches a file, uses a stage it must not know and the inside of one it may. */
public final class EngineBreach {
    private static final Logger LOG = LoggerFactory.getLogger(EngineBreach.class);
    private final ReentrantLock lock = new ReentrantLock();

    boolean breach(Path path, DeliveryStage stage, DeskInside inside) {
        LOG.info("{} {} {}", lock, stage, inside);
        return Files.exists(path);
    }
}
