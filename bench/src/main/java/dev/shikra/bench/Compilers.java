package dev.shikra.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * How busy this JVM's compilers are: the JVM's own, and the one that compiles rules. One thread.
 */
final class Compilers {
    private static final String OF_RULES = "TruffleCompilerThread";
    private static final double NANOS_A_MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private double totalMs = busyMs();
    private long atNanos = System.nanoTime();

    /** {@return the share of one core that they took since this was asked last} */
    double share() {
        double ms = busyMs();
        long nanos = System.nanoTime();
        double share = (ms - totalMs) * NANOS_A_MILLI / Math.max(1, nanos - atNanos);
        totalMs = ms;
        atNanos = nanos;
        return share;
    }

    private double busyMs() {
        CompilationMXBean own = ManagementFactory.getCompilationMXBean();
        double ms =
                own != null && own.isCompilationTimeMonitoringSupported()
                        ? own.getTotalCompilationTime()
                        : 0;
        for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (each != null && each.getThreadName().startsWith(OF_RULES)) {
                ms += Math.max(0, threads.getThreadCpuTime(each.getThreadId())) / NANOS_A_MILLI;
            }
        }
        return ms;
    }
}
