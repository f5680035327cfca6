package io.waxwing.recovery;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages to and from the stores of other processes, as bytes, large ones in parts. For the store's thread. */
final class StorePost {
    private final StoreLink link;
    private final StoreCodec codec;
    /** By process: what has come of messages in parts. */
    private final List<Parts> coming;

    StorePost(StoreSettings settings, StoreLink link) {
        this.link = link;
        this.codec = new StoreCodec(settings.steps());
        this.coming = Stream.generate(Parts::new)
                .limit(settings.cluster().processes())
                .toList();
    }

    void send(int process, StoreMessage message) {
        for (byte[] part : Parts.of(codec.encode(message), message.isBulk())) {
            link.send(process, part, message.isBulk());
        }
    }

    /** The message of which these bytes are the last or all; null: more of it is to come. */
    @Nullable
    StoreMessage receive(int process, byte[] bytes) {
        byte[] message = coming.get(process).take(bytes);
        return message == null ? null : codec.decode(message);
    }
}
