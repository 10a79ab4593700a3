package dev.shikra.api.source;

/**
 * Turns a frame's bytes into ticks. Pure: the same bytes give the same ticks; nothing is remembered
 * between frames. Called on the engine thread, once per frame: allocates nothing, never throws,
 * whatever the bytes.
 */
public interface FrameDecoder {
    /**
     * Gives each tick of the frame to {@code sink}, in the frame's order; a fault ends the frame,
     * ticks before it stay good.
     */
    void decode(byte[] bytes, int offset, int length, TickSink sink);
}
