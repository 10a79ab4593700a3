package dev.shikra.host.architecture.breach.delivery;

/** Something the engine must not know; it speaks out of turn, too. */
public final class DeliveryStage {
    void speak() {
        System.out.println("out of turn");
    }
}
